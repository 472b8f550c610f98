//! Words of the desk's navigation.

use kit::words;

words! {
    /// Words of the desk's navigation.
    pub(crate) Nav {
        selling: "卖货", "Selling";
        goods: "货品", "Goods";
        money: "钱", "Money";
        shop: "店", "Shop";
        watch: "看守", "Watch";
        settings: "设置", "Settings";
        alarms: "警报", "Alarms";
        inbox: "通知", "Notifications";
        jobs: "任务", "Jobs";
        doctor: "自检", "Self-check";
        menu: "菜单", "Menu";
        shortcuts: "快捷导航", "Shortcuts";
    }
}
