//! Words of the product page.

use kit::words;

words! {
    /// Words of the product page.
    pub(crate) Product {
        /// For search engines, of a list of products, and of a product without a description.
        about(title, shop):
            format!("{title}，{shop}有售，支付宝付款，退款原路退回。"),
            format!("{title} at {shop}. Pay with Alipay, refunds go back to the account that paid.");
        price: "价格", "Price";
        price_before: "划线价", "Was";
        qty: "数量", "Quantity";
        add: "加入购物车", "Add to cart";
        buy: "立即购买", "Buy now";
        sold_out: "这一款暂时缺货", "This one is out of stock";
        not_for_sale: "这件商品已下架", "This product is no longer available";
        unavailable: "缺货", "out of stock";
        in_stock: "有货", "In stock";
        stock_left(count): format!("库存只剩 {count} 件"), format!("Only {count} left");
        postage(flat): format!("运费 {flat}"), format!("Shipping {flat}");
        postage_free_from(flat, from):
            format!("运费 {flat}，满 {from} 包邮"),
            format!("Shipping {flat}, free from {from}");
        postage_free: "全场包邮", "Free shipping";
        promise_pay: "支付宝付款，跳转到支付宝页面完成", "Pay with Alipay, on Alipay's own page";
        promise_refund: "退款原路退回支付宝", "Refunds go back to the Alipay account that paid";
        promises: "服务", "Service";
        details: "商品详情", "Details";
        pictures: "商品图片", "Pictures";
        to_cart: "去购物车", "Go to cart";
    }
}
