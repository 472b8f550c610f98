//! Words of the settings page.

use kit::words;

words! {
    /// Words of the settings page.
    pub(crate) Settings {
        sections: "设置分类", "Sections";
        read_only: "你可以查看设置，修改需要店主权限。", "You can view the settings. Changing them needs the owner role.";
        saved(who, at): format!("{who} {at} 改"), format!("changed by {who}, {at}");
        stored_now(now): format!("现在是：{now}"), format!("Now: {now}");
        logo_now: "现在的标志", "Present logo";
        logo_new: "新标志，还没有保存", "New logo, not saved yet";
        drop_logo: "移除标志", "Remove the logo";
        shelves_hint:
            "按顺序显示在首页。每个货架选一个分类，或者填标题和商品。没有货架时首页显示全部商品。",
            "Shown on the home page in this order. A shelf has a category, or a heading and products. Without shelves the home page shows all products.";
        category: "分类", "Category";
        no_category: "不选分类", "No category";
        title_zh: "中文标题", "Chinese heading";
        title_en: "英文标题", "English heading";
        products: "商品网址名", "URL handles of products";
        products_hint: "最多 12 个，用空格或逗号隔开", "At most 12, with blanks or commas between them";
        field_of(shelf, field): format!("{shelf} {field}"), format!("{shelf}, {field}");
    }
}
