//! Words for roles.

use super::{pick, role};
use domain::{
    locale::Locale,
    staff::{Role, Roles},
};
use kit::text::Text;

/// What a role may do, in one line.
#[must_use]
pub const fn role_told(locale: Locale, role: Role) -> &'static str {
    pick(
        locale,
        match role {
            Role::Owner => (
                "全部权限，包括设置和员工",
                "Everything, settings and staff included",
            ),
            Role::Finance => ("查看资金，对账", "Reads all money, reconciles"),
            Role::Refunds => ("办理退款", "Issues refunds"),
            Role::Orders => (
                "处理订单：取消、发货、备注",
                "Works on orders: cancel, ship, notes",
            ),
            Role::Catalog => ("商品、价格、库存", "Products, prices, stock"),
            Role::Viewer => ("只查看后台", "Reads the admin pages"),
        },
    )
}

/// The names of roles, one after another.
#[must_use]
pub fn roles(t: &Text, roles: &Roles) -> String {
    t.enumerated(roles.0.iter().map(|one| role(t.locale, *one)))
}
