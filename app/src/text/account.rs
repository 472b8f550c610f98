//! Words of the sign-in and register pages.

use kit::words;

words! {
    /// Words of the sign-in and register pages.
    pub(crate) Account {
        display_name: "称呼", "Name";
        display_name_hint: "我们怎么称呼你", "What we should call you";
        no_account: "还没有账号？", "No account yet?";
        has_account: "已经有账号？", "Already have an account?";
        signed_in_as(name): format!("你好，{name}"), format!("Hello, {name}");
    }
}
