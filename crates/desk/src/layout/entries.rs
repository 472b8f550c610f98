//! The pages of the desk in its navigation: one line each. Rail, menu and the bar of a phone are made
//! of this list.

use crate::text::Text;
use domain::{
    staff::{Role, Roles},
    view::desk::DeskCount,
};
use kit::paths;

/// A group of links, most used first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// The overview, above the groups.
    Top,
    /// 卖货.
    Selling,
    /// 货品.
    Goods,
    /// 钱.
    Money,
    /// 店.
    Shop,
    /// 看守.
    Watch,
}

impl Group {
    /// The groups with a name, in order.
    pub(super) const NAMED: [Self; 5] = [
        Self::Selling,
        Self::Goods,
        Self::Money,
        Self::Shop,
        Self::Watch,
    ];

    /// Its name; empty for the overview.
    pub(super) const fn name(self, t: &'static Text) -> &'static str {
        match self {
            Self::Top => "",
            Self::Selling => t.nav.selling,
            Self::Goods => t.nav.goods,
            Self::Money => t.nav.money,
            Self::Shop => t.nav.shop,
            Self::Watch => t.nav.watch,
        }
    }
}

/// A page.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    /// Its group.
    pub(super) group: Group,
    /// Its address.
    pub(super) door: &'static str,
    /// Its name.
    pub(super) name: fn(&'static Text) -> &'static str,
    /// Pages elsewhere that it leads to: with one of them, and what is below it, the link is the current one.
    also: &'static [&'static str],
    /// The roles that may read it; all staff if none is named.
    pub(super) roles: &'static [Role],
    /// What waits there.
    pub(super) count: Option<DeskCount>,
    /// Whether the bar of a phone has it.
    pub(super) in_bar: bool,
}

/// A page that all staff may read, without a count.
const fn page(group: Group, door: &'static str, name: fn(&'static Text) -> &'static str) -> Entry {
    Entry {
        group,
        door,
        name,
        also: &[],
        roles: &[],
        count: None,
        in_bar: false,
    }
}

impl Entry {
    /// With what waits there.
    const fn counting(self, count: DeskCount) -> Self {
        Self {
            count: Some(count),
            ..self
        }
    }

    /// Only for somebody with one of these roles.
    const fn only(self, roles: &'static [Role]) -> Self {
        Self { roles, ..self }
    }

    /// With pages elsewhere that it leads to.
    const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// In the bar of a phone too.
    const fn in_bar(self) -> Self {
        Self {
            in_bar: true,
            ..self
        }
    }

    /// True on the page itself, and on those it leads to.
    pub(super) fn holds(&self, here: &str) -> bool {
        // All pages are below the overview.
        if self.group == Group::Top {
            return here == self.door;
        }
        let is_in = |door: &str| {
            here.strip_prefix(door)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        is_in(self.door) || self.also.iter().any(|door| is_in(door))
    }

    /// True if somebody with these roles may read the page.
    pub(super) fn is_for(&self, roles: &Roles) -> bool {
        self.roles.is_empty() || self.roles.iter().any(|role| roles.has(*role))
    }
}

/// The pages, in the order of the navigation.
#[rustfmt::skip]
pub(super) const ENTRIES: &[Entry] = &[
    page(Group::Top, paths::ADMIN, |t| t.desk.desk).in_bar(),
    page(Group::Selling, paths::ADMIN_ORDERS, |t| t.admin.orders).counting(DeskCount::ToShip).in_bar(),
    page(Group::Selling, paths::ADMIN_REFUNDS, |t| t.shared.refunds)
        .counting(DeskCount::Decide).in_bar(),
    page(Group::Goods, paths::ADMIN_PRODUCTS, |t| t.desk.products).also(&[paths::ADMIN_STOCK]).in_bar(),
    page(Group::Goods, paths::ADMIN_CATEGORIES, |t| t.shared.categories),
    page(Group::Money, paths::ADMIN_SALES, |t| t.sales.title)
        .also(&[paths::ADMIN_EXPORTS]).only(&[Role::Finance, Role::Viewer]),
    page(Group::Money, paths::ADMIN_RECON, |t| t.recon.title).counting(DeskCount::Recon),
    page(Group::Shop, paths::ADMIN_SETTINGS, |t| t.nav.settings),
    page(Group::Shop, paths::ADMIN_STAFF, |t| t.staff.title),
    page(Group::Watch, paths::ADMIN_ALARMS, |t| t.nav.alarms).counting(DeskCount::Alarms),
    page(Group::Watch, paths::ADMIN_INBOX, |t| t.nav.inbox).counting(DeskCount::Inbox),
    page(Group::Watch, paths::ADMIN_JOBS, |t| t.nav.jobs).counting(DeskCount::Jobs),
    page(Group::Watch, paths::ADMIN_MAIL, |t| t.mail.title),
    page(Group::Watch, paths::ADMIN_DOCTOR, |t| t.nav.doctor),
    page(Group::Watch, paths::ADMIN_AUDIT, |t| t.desk.audit),
];

/// What the navigation counts for somebody with these roles.
pub(super) fn wanted(roles: &Roles) -> Vec<DeskCount> {
    ENTRIES
        .iter()
        .filter(|entry| entry.is_for(roles))
        .filter_map(|entry| entry.count)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_is_listed_once_and_every_count_has_one_place() {
        let mut doors: Vec<_> = ENTRIES.iter().map(|entry| entry.door).collect();
        doors.sort_unstable();
        let all = doors.len();
        doors.dedup();
        assert_eq!(doors.len(), all);
        let counts = wanted(&Roles(vec![Role::Owner]));
        for what in &counts {
            assert_eq!(
                counts.iter().filter(|other| *other == what).count(),
                1,
                "{what}"
            );
        }
    }

    #[test]
    fn one_link_at_most_is_current() {
        let current = |here: &str| -> Vec<&str> {
            let held = ENTRIES.iter().filter(|entry| entry.holds(here));
            held.map(|entry| entry.door).collect()
        };
        for (here, door) in [
            ("/admin", "/admin"),
            ("/admin/orders/ZG1/refund", "/admin/orders"),
            ("/admin/products/import", "/admin/products"),
            ("/admin/stock", "/admin/products"),
            ("/admin/stock/MUG-1", "/admin/products"),
        ] {
            assert_eq!(current(here), [door], "{here}");
        }
        assert!(current("/admin/me").is_empty() && current("/admin/stocks").is_empty());
    }

    #[test]
    fn a_page_of_one_role_is_absent_for_others() {
        let money = page(Group::Money, "/admin/money", |t| t.nav.money).only(&[Role::Finance]);
        assert!(money.is_for(&Roles(vec![Role::Owner])));
        assert!(money.is_for(&Roles(vec![Role::Finance])));
        assert!(!money.is_for(&Roles(vec![Role::Orders])));
        assert!(page(Group::Shop, "/", |t| t.nav.shop).is_for(&Roles::default()));
    }
}
