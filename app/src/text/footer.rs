//! Words of the footer: contact and filings.

use kit::words;

words! {
    /// Words of the footer.
    pub(crate) Footer {
        about: "联系与备案", "Contact and filings";
        phone: "电话", "Phone";
        email: "邮箱", "Email";
        address: "地址", "Address";
        licence: "营业执照", "Business licence";
    }
}
