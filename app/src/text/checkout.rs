//! Words of the checkout.

use kit::words;

words! {
    /// Words of the checkout.
    pub(crate) Checkout {
        title: "确认订单", "Checkout";
        contact_phone_hint: "送货时联系用，手机或座机都可以", "For the delivery; mobile or landline";
        region: "所在地区", "Region";
        region_hint: "省、市、区，例如 浙江省 杭州市 西湖区", "Province, city, district, e.g. 浙江省 杭州市 西湖区";
        street: "详细地址", "Street address";
        street_hint: "街道、小区、门牌号", "Street, building, door";
        note_hint: "想对商家说的话", "Anything the shop should know";
        submit: "提交订单", "Place order";
        pay_within(minutes):
            format!("提交后请在 {minutes} 分钟内付款。"),
            format!("Please pay within {minutes} minutes of ordering.");
        back_to_cart: "返回购物车修改", "Back to the cart";
    }
}
