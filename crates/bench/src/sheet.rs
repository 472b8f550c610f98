//! W16: a sheet of 10,000 rows as the browser's import takes it: checked by the job, imported by it, and the same sheet
//! again. No page is asked for meanwhile; the parts wait for their commits as in a shop.

use crate::report::{Line, Report};
use anyhow::Context;
use domain::{
    form::{ImportForm, ImportStartForm},
    import::ImportState,
    locale::Locale,
    staff::Role,
    time::MINUTE,
    validate,
    view::catalog::import::ImportView,
};
use server::{
    compose::{self, Schema},
    config::DataConfig,
    offline,
};
use shop::{Shop, Viewer, policy::Policy};
use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};
use store::{StoreError, models::account::NewUser, queries::account};

const PRODUCTS: i64 = 2_500;
const SIZES: [&str; 4] = ["小号", "中号", "大号", "特大号"];
const ROWS: i64 = 10_000;
/// The longest that check and import together may take.
const GATE: Duration = Duration::from_secs(60);

/// Adds a line for a new sheet and one for the same sheet again.
pub(crate) async fn measure(report: &mut Report) -> anyhow::Result<()> {
    eprintln!("W16: a sheet of {ROWS} rows");
    let dir = tempfile::tempdir()?;
    let data = DataConfig::below(dir.path());
    let store = compose::open_store(&data, Schema::Migrate).await?;
    let media = data.media_dir();
    compose::create_private(&media)?;
    let shop = compose::shop(store, offline::gateway()?, Policy::default()).with_media(&media);
    let staff = keeper(&shop).await?;
    let sheet = sheet()?;
    for (what, counts) in [("new", [ROWS, 0]), ("unchanged", [0, ROWS])] {
        let began = Instant::now();
        let done = import(&shop, &staff, &sheet).await?;
        let took = began.elapsed();
        anyhow::ensure!(
            [done.new, done.unchanged] == counts && done.skipped == 0,
            "{what}: {done:?}"
        );
        report.lines.push(Line {
            name: "W16",
            what: format!(
                "a sheet of {ROWS} rows in the browser's import, {what}: check and import"
            ),
            ours: format!("{:.1} s", took.as_secs_f64()),
            limit: String::new(),
            ratio: String::new(),
            gate: format!("<= {} s", GATE.as_secs()),
            holds: Some(took <= GATE),
        });
    }
    Ok(())
}

fn sheet() -> anyhow::Result<String> {
    let mut sheet =
        "网址名,中文名称,中文介绍,分类,状态,规格名,规格值,规格编码,价格（元）,库存\n".to_owned();
    for number in 0..PRODUCTS {
        for (place, size) in SIZES.iter().enumerate() {
            writeln!(
                sheet,
                "bowl-{number},手作陶碗 {number},日用器，可进微波炉。,餐具 > 碗 {},在售,容量,{size},B{number}-{place},{}9.90,3",
                number % 40,
                place + 1,
            )?;
        }
    }
    Ok(sheet)
}

/// A member of staff who keeps the catalog.
async fn keeper(shop: &Shop) -> anyhow::Result<Viewer> {
    let new = NewUser {
        login: validate::login("keeper@example.com")
            .map_err(|code| anyhow::anyhow!("a login: {code:?}"))?,
        password_hash: "$argon2id$unused".to_owned(),
        display_name: "王芳".to_owned(),
        locale: Locale::ZhCn,
        at: shop.now(),
    };
    let made: Result<Option<i64>, StoreError> = shop
        .store()
        .write(move |tx| {
            let id = account::insert(tx, &new)?;
            if let Some(id) = id {
                account::add_role(tx, id, Role::Catalog)?;
            }
            Ok(id)
        })
        .await;
    let id = made?.context("the login is taken")?;
    Ok(Viewer {
        staff: shop.staff(id).await?,
        ..Viewer::anonymous(Locale::ZhCn)
    })
}

/// Uploads, checks and imports a sheet.
async fn import(shop: &Shop, staff: &Viewer, sheet: &str) -> anyhow::Result<ImportView> {
    let mut incoming = shop.receive_sheet(staff).await?;
    incoming.push(sheet.as_bytes()).await?;
    let form = ImportForm {
        sheet: incoming.finish().await?,
        sheet_name: "goods.csv".to_owned(),
        ..ImportForm::default()
    };
    let key = shop.begin_import(staff, form).await?;
    while shop.work_on_import(&key, MINUTE).await? {}
    let checked = shop.import_view(staff, &key).await?;
    if checked.new + checked.changed > 0 {
        let form = ImportStartForm {
            import: key.clone(),
            yuan: String::new(),
        };
        shop.start_import(staff, form).await?;
        while shop.work_on_import(&key, MINUTE).await? {}
    }
    let done = shop.import_view(staff, &key).await?;
    anyhow::ensure!(
        [ImportState::Checked, ImportState::Done].contains(&done.listed.state),
        "{done:?}"
    );
    Ok(done)
}
