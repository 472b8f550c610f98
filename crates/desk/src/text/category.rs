//! Words of the categories.

use kit::words;

words! {
    /// Words of the categories.
    pub(crate) Category {
        new: "新建分类", "New category";
        name_zh: "中文名称", "Chinese name";
        name_en: "英文名称", "English name";
        slug: "网址名", "URL handle";
        slug_hint: "留空按中文名称的拼音生成；改了以后旧网址仍会跳转", "Blank: spelled from the Chinese name. After a change the old address still leads here.";
        parent: "上级分类", "Parent category";
        top: "无（一级分类）", "None (top level)";
        hide: "隐藏，连同下级分类", "Hidden, with the categories below it";
        hidden: "已隐藏", "Hidden";
        up(name): format!("上移 {name}"), format!("Move {name} up");
        down(name): format!("下移 {name}"), format!("Move {name} down");
        create: "新建", "Create";
        delete: "删除分类", "Delete category";
        delete_note: "分类是空的，可以删除。", "The category is empty and can be deleted.";
        none: "还没有分类。", "No categories yet.";
        read_only: "你可以查看分类，修改需要商品权限。", "You can view categories. Changing them needs the catalog role.";
        tree: "分类树", "Category tree";
    }
}
