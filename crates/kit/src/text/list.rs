//! Words of lists: search, filters, pager and table.

words! {
    /// Words of lists.
    pub List {
        pages: "翻页", "Pages";
        search_clear: "清除", "Clear";
        search_go: "查找", "Find";
        scroll(title): format!("{title}，可以左右滚动"), format!("{title}, scrolls sideways");
        all: "全部", "All";
    }
}
