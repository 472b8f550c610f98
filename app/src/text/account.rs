//! Words of the sign-in and register pages.

use kit::words;

words! {
    /// Words of the sign-in and register pages.
    pub(crate) Account {
        login_hint: "邮箱或中国大陆手机号，例如 lin@example.com 或 13800001234", "An email or a mainland China mobile number, e.g. lin@example.com or 13800001234";
        password_hint: "8 到 128 个字符", "8 to 128 characters";
        display_name: "称呼", "Name";
        display_name_hint: "我们怎么称呼你", "What we should call you";
        no_account: "还没有账号？", "No account yet?";
        has_account: "已经有账号？", "Already have an account?";
        signed_in_as(name): format!("你好，{name}"), format!("Hello, {name}");
    }
}
