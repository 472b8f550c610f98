//! Words of the cart.

use kit::{text::count_of, words};

words! {
    /// Words of the cart.
    pub(crate) Cart {
        empty: "购物车还是空的。", "Your cart is empty.";
        pick(title): format!("选择 {title}"), format!("Select {title}");
        pick_all: "全选", "Select all";
        qty_of(title): format!("{title} 的数量"), format!("Quantity of {title}");
        set: "更新", "Update";
        more(title): format!("{title} 加一件"), format!("One more {title}");
        fewer(title): format!("{title} 减一件"), format!("One fewer {title}");
        remove: "删除", "Remove";
        remove_of(title): format!("删除 {title}"), format!("Remove {title}");
        to_free(amount): format!("还差 {amount} 包邮"), format!("{amount} more for free shipping");
        checkout: "去结算", "Check out";
        picked(count): format!("已选 {count} 件"), format!("{} selected", count_of(count, "item", "items"));
        summary: "结算", "Summary";
        cannot: "请先处理标出的商品，或取消选择它们。", "Fix or deselect the marked items.";
        price_was(price): format!("加入时 {price}"), format!("{price} when you added it");
    }
}
