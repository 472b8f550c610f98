//! Words of categories, filters and search.

use kit::words;

words! {
    /// Words of categories, filters and search.
    pub(crate) Browse {
        search: "搜索", "Search";
        search_label: "搜索商品", "Search products";
        all_categories: "全部分类", "All categories";
        more: "更多", "More";
        filter: "筛选", "Filter";
        filter_count(n): format!("筛选 {n}"), format!("Filter {n}");
        apply: "应用", "Apply";
        clear: "全部清除", "Clear all";
        sort: "排序", "Sort";
        newest: "最新", "Newest";
        price_up: "价格从低到高", "Price up";
        price_down: "价格从高到低", "Price down";
        sold: "销量", "Most sold";
        from: "最低价（元）", "Lowest price (yuan)";
        to: "最高价（元）", "Highest price (yuan)";
        until: "至", "to";
        in_stock: "有货", "In stock";
        applied: "已选条件", "Filters applied";
        remove(filter): format!("去掉 {filter}"), format!("Remove {filter}");
        at_least(price): format!("{price} 起"), format!("from {price}");
        at_most(price): format!("{price} 以下"), format!("up to {price}");
        between(from, to): format!("{from} 至 {to}"), format!("{from} to {to}");
        nothing_fits: "没有符合的商品。", "Nothing fits.";
        without(filter, n):
            format!("没有符合的商品，去掉「{filter}」有 {n} 件。"),
            format!("Nothing fits; without {filter} there are {n}.");
        many: "1000+", "1000+";
        empty: "这里还没有商品。", "No products here yet.";
        products: "商品", "Products";
        previous: "上一页", "Previous";
        next: "下一页", "Next";
        path: "所在位置", "You are here";
        found(q): format!("“{q}”的搜索结果"), format!("Results for {q}");
        not_found(q): format!("没有找到「{q}」。"), format!("Nothing found for {q}.");
        did_you_mean: "是不是要找：", "Did you mean: ";
        selling: "大家在买", "Others bought";
    }
}
