//! Words of the list of products, of prices and stock, and of the history of stock.

use kit::words;

words! {
    /// Words of the list of products, of prices and stock, and of the history of stock.
    pub(crate) Goods {
        export(kind): format!("导出 {kind}"), format!("Export {kind}");
        template(kind): format!("下载模板 {kind}"), format!("Template {kind}");
        edit: "改价与库存", "Edit prices and stock";
        picked: "已选", "Selected";
        tick_of(title): format!("选中 {title}"), format!("Select {title}");
        bulk: "对所选商品", "Act on the selected products";
        available(n): format!("可售 {n}"), format!("{n} available");
        variants(n): format!("{n} 规格"), kit::text::count_of(n, "variant", "variants");
        changed: "最近改动", "Changed";
        see_all: "查看全部商品", "See all products";
        none: "还没有商品。", "No products yet.";
        none_draft: "没有草稿。", "No drafts.";
        none_active: "没有在售的商品。", "No active products.";
        none_archived: "没有已下架的商品。", "No archived products.";
        none_low: "没有库存不足的商品。", "No product is low on stock.";
        none_found(q): format!("没有找到 {q}。"), format!("{q} was not found.");
        sheet_hint:
            "在库填盘点的件数，或增减，如 +5、-2。可售不超过库存预警时列入“库存不足”，留空不提醒。",
            "On hand takes the units counted, or a change such as +5 or -2. At the low-stock level or below, a variant is listed under Low stock; leave it empty for none.";
        price_of(name): format!("价格（元）：{name}"), format!("Price (yuan): {name}");
        on_hand: "在库", "On hand";
        on_hand_of(name): format!("在库：{name}"), format!("On hand: {name}");
        reserved: "占用", "Reserved";
        low_at: "库存预警", "Low-stock level";
        low_at_of(name): format!("库存预警：{name}"), format!("Low-stock level: {name}");
        reason: "库存变动的原因", "Why the stock changed";
        check: "检查改动", "Check changes";
        changes: "将保存的改动", "Changes to save";
        steep: "降价超过 30%", "Down more than 30 %";
        save_n(n): format!("保存 {n} 项"), format!("Save {n}");
        stored_now(now): format!("现在是：{now}"), format!("Now: {now}");
        unchanged: "没有改动。", "Nothing was changed.";
        publish_title: "发布商品", "Publish products";
        archive_title: "下架商品", "Archive products";
        publish_will(n): format!("将发布 {n} 件，买家可以看到并购买："), format!("{n} will be published, for customers to see and buy:");
        archive_will(n): format!("将下架 {n} 件，买家不再看到，已有订单不受影响："), format!("{n} will be archived: customers no longer see them, existing orders stay:");
        publish_n(n): format!("发布 {n} 件"), format!("Publish {n}");
        archive_n(n): format!("下架 {n} 件"), format!("Archive {n}");
        left_n(n): format!("{n} 件不变："), format!("{n} stay as they are:");
        none_picked: "没有选中商品。", "No products are selected.";
        no_title: "缺名称", "Needs a title";
        no_price: "缺价格", "Needs a price";
        is_active: "已在售", "Active already";
        is_archived: "已下架", "Archived already";
        is_draft: "还没有发布过", "Not published yet";
        take: "盘点", "Stock count";
        take_lines: "规格编码和盘点件数，每行一个", "Variant code and units counted, one per line";
        take_hint:
            "如 MUG-CELADON,48；也可以从表格粘贴这两列，最多 300 行。",
            "Such as MUG-CELADON,48, or both columns pasted from a spreadsheet; 300 lines at most.";
        take_n(n): format!("盘点 {n} 项"), format!("Save {n} counts");
        take_same(n): format!("{n} 项与库存一致。"), format!("{n} agree with the stock.");
        take_line(n): format!("第 {n} 行"), format!("Line {n}");
        take_wrong(n): format!("{n} 行不能用："), format!("{n} lines cannot be used:");
        take_unreadable: "请写成 规格编码,件数", "Write it as code,units";
        take_unknown: "没有这个规格编码", "No variant has this code";
        take_twice: "编码重复", "The code is there twice";
        take_reserved: "少于订单占用的件数", "Fewer than orders reserve";
        history: "库存记录", "Stock history";
        no_moves: "库存还没有变动。", "The stock has not moved yet.";
    }
}
