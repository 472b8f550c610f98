//! Embedded migrations are read by a macro; a new file there must rebuild the crate.

#[expect(clippy::print_stdout, reason = "this is how cargo is told")]
fn main() {
    println!("cargo::rerun-if-changed=../../migrations");
}
