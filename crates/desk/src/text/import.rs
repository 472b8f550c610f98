//! Words of the import of goods.

use kit::words;

words! {
    /// Words of the import of goods.
    pub(crate) Import {
        title: "导入商品", "Import products";
        sheet: "表格", "Sheet";
        hint:
            "CSV 或 XLSX，最大 20 MB、20,000 行。Shopify、WooCommerce 的商品导出可以直接使用。检查时不会改动商品。",
            "CSV or XLSX, 20 MB and 20,000 rows at most. Product exports of Shopify and WooCommerce are read as they are. Checking changes nothing.";
        zip: "图片压缩包", "Pictures (ZIP)";
        zip_hint:
            "ZIP，最大 1 GB。文件名与表格里写的相同，放在文件夹里也可以；图片多时可以分几次导入。",
            "ZIP, 1 GB at most. Files are named as in the sheet, with or without folders; many pictures may come in turns.";
        check: "检查", "Check";
        latest: "最近的导入", "Recent imports";
        none: "还没有导入过。", "Nothing was imported yet.";
        file: "文件", "File";
        uploaded: "上传时间", "Uploaded";
        state: "状态", "State";
        recognised(name): format!("识别为 {name} 导出。"), format!("Recognised as an export of {name}.");
        unread(names): format!("不导入的列：{names}"), format!("Columns that are not imported: {names}");
        taken(n): format!("已收图片 {n} 张。"), kit::text::count_of(n, "picture came with it.", "pictures came with it.");
        pictures: "图片", "Pictures";
        pictures_hint: "没有图片的商品照常导入，已有的图片不变。", "Products are imported without them; pictures that they have stay.";
        refused(n): format!("没有收的图片 {n} 张"), format!("{} not taken", kit::text::count_of(n, "picture was", "pictures were"));
        not_in_zip(n): format!("压缩包里没有的图片 {n} 张"), format!("{} not in the ZIP", kit::text::count_of(n, "picture is", "pictures are"));
        not_in_shop(n):
            format!("本店没有的图片 {n} 张，请附上图片压缩包"),
            format!("{} not in the shop; add a ZIP", kit::text::count_of(n, "picture is", "pictures are"));
        unused(n):
            format!("压缩包里表格没有提到的文件 {n} 个"),
            format!("{} not named in the sheet", kit::text::count_of(n, "file of the ZIP is", "files of the ZIP are"));
        by_address(n):
            format!("写网址的图片 {n} 张，这里不下载"),
            format!("{} given by address, not fetched here", kit::text::count_of(n, "picture is", "pictures are"));
        yuan: "价格是人民币", "The prices are in yuan";
        wrong: "有误", "Wrong";
        new: "新增", "New";
        changed: "有改动", "Changed";
        unchanged: "无变化", "Unchanged";
        get_wrong: "下载有误的行", "Get wrong rows";
        row: "行", "Row";
        column: "列", "Column";
        value: "内容", "Value";
        part: "商品或规格", "Product or variant";
        field: "项目", "Field";
        change: "改动", "Change";
        steep: "价格变动超过 30%", "Price moves over 30 %";
        more(n): format!("另有 {n} 项没有列出。"), format!("{n} more are not listed.");
        start(n): format!("导入 {n} 行"), format!("Import {}", kit::text::count_of(n, "row", "rows"));
        start_skip(n, left): format!("导入 {n} 行，跳过 {left} 行"), format!("Import {}, skip {left}", kit::text::count_of(n, "row", "rows"));
        nothing: "没有要导入的行。", "There is nothing to import.";
        looked(done, all): format!("{done} / {all} 张图片"), format!("{done} / {all} pictures");
        progress(done, all): format!("{done} / {all} 件商品"), format!("{done} / {all} products");
        left_minutes(n): format!("约剩 {n} 分钟"), format!("about {n} min left");
        left_little: "不到 1 分钟", "less than a minute left";
        quarter(n): format!("已完成 {n}%"), format!("{n} % done");
        stop: "停止", "Stop";
        stopping: "正在停止", "Stopping";
        refresh: "刷新", "Refresh";
        all_in(n): format!("已导入 {n} 行。"), kit::text::count_of(n, "row is in.", "rows are in.");
        goes_on(n):
            format!("已导入 {n} 行，再传同一张表会接着做。"),
            format!("{}; the same sheet continues.", kit::text::count_of(n, "row is in", "rows are in"));
        no_longer:
            "表格已读不到，或开始导入的人没有权限了。",
            "The sheet is not there any more, or who started it may not import now.";
        again: "上传另一张表", "Upload another sheet";
    }
}
