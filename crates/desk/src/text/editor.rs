//! Words of the product editor.

use kit::words;

words! {
    /// Words of the product editor.
    pub(crate) Editor {
        new: "新建商品", "New product";
        save: "保存", "Save";
        publish: "发布", "Publish";
        take_down: "下架", "Archive";
        copy: "复制商品", "Duplicate";
        preview: "预览", "Preview";
        unsaved: "未保存", "Not saved";
        unsaved_hint: "以下内容还没有保存。", "What you see below is not saved yet.";
        /// Follows `set_by` or `now`.
        overtaken(now, typed):
            format!("{now}，你填的 {typed} 还在这里。"),
            format!("{now}; your {typed} is still here.");
        set_by(name, at): format!("{name} {at} 改为 "), format!("{name} at {at}: ");
        now: "现在是 ", "It is now ";
        empty: "空", "empty";
        view_in_shop: "在店里查看", "View in the shop";
        words: "名称与介绍", "Title and description";
        title_zh: "中文名称", "Chinese title";
        title_en: "英文名称", "English title";
        body_zh: "中文介绍", "Chinese description";
        body_en: "英文介绍", "English description";
        english: "英文名称与介绍", "English title and description";
        body_hint:
            "空一行分段，**粗体**，- 列表，[文字](网址)。用 ![说明](/media/…) 放入本商品的图片。",
            "A blank line starts a paragraph; **bold**, - list, [text](address). ![alt](/media/…) shows a picture of this product.";
        preview_title: "预览，买家看不到", "Preview, hidden from buyers";
        preview_none: "还没有介绍。", "No description yet.";
        pictures: "图片", "Pictures";
        no_pictures: "还没有图片。", "No pictures yet.";
        choose_files: "选择图片", "Choose pictures";
        upload: "上传图片", "Upload pictures";
        upload_hint:
            "JPEG、PNG 或 WebP，一次最多 12 张，每张最多 15 MB。",
            "JPEG, PNG or WebP; 12 at a time, 15 MB each at most.";
        others_in(n): format!("商品现有图片 {n} 张。"), format!("The product has {n} pictures now.");
        cover: "首图", "Cover";
        picture_n(n): format!("图 {n}"), format!("Picture {n}");
        earlier(n): format!("图 {n} 前移"), format!("Move picture {n} forward");
        later(n): format!("图 {n} 后移"), format!("Move picture {n} back");
        make_cover: "设为首图", "Make cover";
        make_cover_of(n): format!("图 {n} 设为首图"), format!("Make cover: picture {n}");
        remove: "移除", "Remove";
        remove_of(n): format!("移除图 {n}"), format!("Remove picture {n}");
        alt_zh: "说明", "Alt text";
        alt_zh_of(n): format!("图 {n} 说明"), format!("Alt text of picture {n}");
        alt_en: "英文说明", "English alt text";
        alt_en_of(n): format!("图 {n} 英文说明"), format!("English alt text of picture {n}");
        alt_hint: "给看不见图片的人；空着就用商品名称", "For people who cannot see it; the title if empty";
        options: "规格", "Options";
        options_hint:
            "没有规格的商品空着。规格值用逗号分开，或一行一个；改名会保留库存和价格。",
            "Leave empty for a product without options. Separate values by commas, or one a line; a renamed value keeps its stock and price.";
        option_n(n): format!("规格 {n}"), format!("Option {n}");
        name: "规格名", "Option";
        values: "规格值", "Values";
        english_option: "英文", "English";
        name_en: "规格英文名", "English option";
        values_en: "规格英文值", "English values";
        make: "生成规格", "Make variants";
        made(new, kept): format!("新增 {new}，保留 {kept}，"), format!("Adds {new}, keeps {kept}, ");
        /// Follows `made`.
        retired(n): format!("停用 {n}。"), format!("retires {n}.");
        renamed(from, to): format!("{from} 改名为 {to}。"), format!("{from} is renamed {to}.");
        matrix: "价格与库存", "Prices and stock";
        fill: "填入", "Fill";
        fill_title: "批量填入", "Fill in";
        filled(n): format!("已填入 {n} 行。"), format!("Rows filled: {n}.");
        fill_where: "填到", "Into";
        fill_all: "全部规格", "All variants";
        price: "价格（元）", "Price (yuan)";
        fill_price: "价格", "Price";
        compare_at: "划线价（元）", "Compare-at price (yuan)";
        weight: "重量（克）", "Weight (g)";
        fill_weight: "重量", "Weight";
        stock: "库存", "Stock";
        stock_hint:
            "库存填盘点的件数，如 115，或增减，如 +5、-2。",
            "Stock: the units counted, such as 115, or a change, such as +5 or -2.";
        code: "规格编码", "Code";
        status: "状态", "Status";
        for_sale: "在售", "Active";
        off: "停用", "Retired";
        variant: "规格", "Variant";
        cell(column, name): format!("{column}：{name}"), format!("{column}: {name}");
        reserved(n): format!("占用 {n}"), format!("{n} reserved");
        why: "改动原因", "Reason for the change";
        why_hint: "记入库存记录", "Kept with the stock movement";
        value_picture: "显示图片", "Picture shown";
        value_picture_of(value): format!("{value} 的图片"), format!("Picture of {value}");
        no_picture: "全部图片", "All pictures";
        mixed: "各不相同", "They differ";
        state: "状态", "Status";
        missing: "还差：", "Missing: ";
        advised: "建议补充：", "Advised: ";
        missing_price: "价格", "a price";
        missing_category: "分类", "a category";
        missing_picture: "图片", "a picture";
        category: "分类", "Category";
        no_category: "未分类", "None";
        more: "其他分类", "More categories";
        slug: "网址名", "URL handle";
        slug_hint:
            "空着就按名称的拼音取名；改名后旧网址仍会跳转",
            "Taken from the title if empty. After a change the old address leads to the new one";
        read_only: "你可以查看商品，修改需要商品权限。", "You can view products. Changing them needs the catalog role.";
        history: "最近改动", "Latest changes";
        no_history: "还没有改动。", "No changes yet.";
    }
}
