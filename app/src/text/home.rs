//! Words of the front page, and of the links to it.

use kit::words;

words! {
    /// Words of the front page.
    pub(crate) Home {
        /// For search engines.
        about(shop):
            format!("{shop}：网上选购，支付宝付款，退款原路退回。"),
            format!("{shop}: shop online, pay with Alipay, refunds go back to the account that paid.");
        browse: "去逛逛", "Continue shopping";
        lead: "新到", "New in";
        look: "看看这件", "Have a look";
        all: "全部商品", "All products";
        sold_out: "缺货", "Out of stock";
        empty: "还没有上架的商品，过几天再来看看。", "No products yet. Check back in a few days.";
    }
}
