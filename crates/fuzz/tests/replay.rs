//! Runs every input of the corpus, and many changes of each, without a fuzzing engine.

use alipay_fuzz::TARGETS;
use std::path::Path;

/// Changes of each input: as many as a test has time for. `.ci/fuzz` tries more.
const CHANGES: u64 = 150;

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target);
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder for each target")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| std::fs::read(path).expect("a file"))
        .collect()
}

/// Pseudo-random numbers, the same in every run.
struct Numbers(u64);

impl Numbers {
    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        // Knuth's linear congruential generator for MMIX; its high bits are the most random.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }
}

/// The input with a few bytes changed, removed, inserted or duplicated.
fn changed(input: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    const TELLING: &[u8] = b"&=%+\"\\,#\n\r\t{}[]:'0-.PK\x00\xff\x81";
    let mut bytes = input.to_vec();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(bytes.len() + 1);
        let end = (at + numbers.below(12)).min(bytes.len());
        let telling = TELLING[numbers.below(TELLING.len())];
        match numbers.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            1 => drop(bytes.drain(at..end)),
            2 => bytes.insert(at, telling),
            3 => {
                let piece = bytes[at..end].to_vec();
                let to = numbers.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            _ if at < bytes.len() => bytes[at] = telling,
            _ => bytes.truncate(at / 2),
        }
    }
    bytes
}

fn replay(name: &str) {
    let target = alipay_fuzz::target(name).expect("a target");
    let inputs = corpus(name);
    assert!(inputs.len() >= 5, "{name} has {} inputs", inputs.len());
    let mut numbers = Numbers(1);
    for input in &inputs {
        target(input);
        for _ in 0..CHANGES {
            target(&changed(input, &mut numbers));
        }
    }
}

#[test]
fn notices() {
    replay("notify");
}

#[test]
fn returns() {
    replay("return");
}

#[test]
fn answers() {
    replay("envelope");
}

#[test]
fn bills() {
    replay("bill");
}

#[test]
fn keys() {
    replay("keys");
}

#[test]
fn no_target_is_left_out() {
    let names = TARGETS.map(|(name, _)| name);
    assert_eq!(names, ["notify", "return", "envelope", "bill", "keys"]);
}
