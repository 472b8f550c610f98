//! `zhanggui goods import`: exit codes, what is printed, and the way from export to import.

use crate::commands::{run, zhanggui};
use camera::Camera;
use serde_json::{Value, json};
use std::{path::Path, process::Command};
use test_support::zip::Zip;

/// A shop in a folder.
struct Shop {
    dir: tempfile::TempDir,
}

impl Shop {
    fn new() -> Self {
        let shop = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        assert_eq!(shop.run(&["migrate"]).0, 0);
        shop
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let mut command: Command = zhanggui();
        command
            .args(args)
            .current_dir(self.dir.path())
            .env("ZHANGGUI_DATA_DIR", self.path().join("data"));
        run(&mut command)
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn write(&self, name: &str, sheet: &str) {
        std::fs::write(self.path().join(name), sheet).unwrap();
    }

    /// Imports a sheet; exit code and result.
    fn import(&self, args: &[&str]) -> (i32, Value) {
        let all = [&["goods", "import", "--json"], args].concat();
        let (code, printed, stderr) = self.run(&all);
        let told = serde_json::from_str(&printed);
        (code, told.unwrap_or_else(|_| panic!("{printed} {stderr}")))
    }
}

const SHEET: &str = "中文名称,规格名,规格值,规格编码,价格（元）,库存\n\
                     茶杯,颜色,白,CUP-W,20,5\n茶杯,颜色,蓝,CUP-B,20,0\n";

#[test]
fn a_sheet_is_checked_imported_and_exported_without_a_change() {
    let shop = Shop::new();
    shop.write("cups.csv", SHEET);
    let told = |new: u32, unchanged: u32| json!({"new": new, "changed": 0, "unchanged": unchanged, "wrong": []});
    let (code, result) = shop.import(&["cups.csv", "--dry-run"]);
    assert_eq!((code, result), (0, told(2, 0)));
    let (code, result) = shop.import(&["cups.csv"]);
    assert_eq!((code, result), (0, told(2, 0)), "a dry run wrote nothing");
    for name in ["all.csv", "all.xlsx"] {
        assert_eq!(shop.run(&["goods", "export", name]).0, 0);
        let (code, result) = shop.import(&[name]);
        assert_eq!((code, result), (0, told(0, 2)), "{name}");
    }
    assert_eq!(shop.run(&["audit"]).0, 0);
}

#[test]
fn wrong_rows_are_named_and_hold_back_the_rest() {
    let shop = Shop::new();
    shop.write("cups.csv", &format!("{SHEET}茶壶,,,POT,八十,1\n"));
    let (code, result) = shop.import(&["cups.csv"]);
    assert_eq!(code, 1);
    assert_eq!(
        result["wrong"],
        json!([{"row": 4, "column": "价格（元）", "value": "八十", "why": "product.price"}])
    );
    let (code, printed, stderr) = shop.run(&["goods", "import", "cups.csv"]);
    assert_eq!(code, 1, "{stderr}");
    assert!(
        printed.starts_with("row 4, 价格（元）, \"八十\": "),
        "{printed}"
    );
    assert!(stderr.contains("Nothing was imported"), "{stderr}");
    let (code, result) = shop.import(&["cups.csv", "--skip-wrong"]);
    assert_eq!((code, &result["new"]), (1, &json!(2)), "the rest is in");
    let (_, result) = shop.import(&["cups.csv", "--dry-run"]);
    assert_eq!(result["unchanged"], 2);
}

#[test]
fn prices_of_another_shop_need_a_word() {
    let shop = Shop::new();
    shop.write(
        "export.csv",
        "Handle,Title,Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n\
         cup,Cup,Studio,Title,Default Title,CUP,20.00,https://cdn.example.com/cup.jpg\n",
    );
    let (code, _, stderr) = shop.run(&["goods", "import", "export.csv"]);
    assert!(code == 2 && stderr.contains("--yuan"), "{stderr}");
    let (code, result) = shop.import(&["export.csv", "--dry-run"]);
    assert_eq!((code, &result["new"]), (0, &json!(1)));
    let (code, _, stderr) = shop.run(&["goods", "import", "export.csv", "--yuan"]);
    assert_eq!(code, 0, "{stderr}");
    for said in ["1 new", "Not read: Vendor.", "1 pictures"] {
        assert!(stderr.contains(said), "{said}: {stderr}");
    }
}

#[test]
fn pictures_come_from_a_zip_and_an_export_keeps_them() {
    let shop = Shop::new();
    shop.write(
        "cups.csv",
        "中文名称,规格编码,价格（元）,图片\n茶杯,CUP,20,front.jpg | side.jpg | IMG_7.HEIC\n",
    );
    let zip = Zip::default()
        .file("cups/FRONT.jpg", &Camera::new(60, 40).jpeg())
        .packed("cups/IMG_7.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    std::fs::write(shop.path().join("cups.zip"), zip.bytes()).unwrap();
    shop.write("not.zip", "a page\n");
    let import = ["goods", "import", "cups.csv"];
    let (code, _, stderr) = shop.run(&[&import[..], &["--pictures", "not.zip"]].concat());
    assert!(code == 1 && stderr.contains("not a ZIP"), "{stderr}");
    let with_zip = [&import[..], &["--pictures", "cups.zip"]].concat();
    for counted in [
        "1 new, 0 changed, 0 unchanged",
        "0 new, 0 changed, 1 unchanged",
    ] {
        let (code, _, stderr) = shop.run(&with_zip);
        assert_eq!(code, 0, "{stderr}");
        let told = [
            counted,
            "Not in the ZIP: side.jpg.",
            "IMG_7.HEIC: export it as JPEG.",
        ];
        for said in told {
            assert!(stderr.contains(said), "{said}: {stderr}");
        }
    }
    let (_, _, stderr) = shop.run(&import);
    assert!(
        stderr.contains("front.jpg") && stderr.contains("1 unchanged"),
        "{stderr}"
    );
    assert_eq!(shop.run(&["goods", "export", "all.csv"]).0, 0);
    let (code, _, stderr) = shop.run(&["goods", "import", "all.csv"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stderr.contains("1 unchanged") && !stderr.contains("Pictures"),
        "{stderr}"
    );
    assert_eq!(shop.run(&["audit"]).0, 0);
}

#[test]
fn no_address_of_this_machine_is_fetched() {
    let shop = Shop::new();
    shop.write(
        "cups.csv",
        "中文名称,规格编码,价格（元）,图片\n茶杯,CUP,20,http://127.0.0.1:9/cup.jpg\n",
    );
    let (code, _, stderr) = shop.run(&["goods", "import", "cups.csv", "--fetch-pictures"]);
    assert_eq!(code, 0, "{stderr}");
    let told = "http://127.0.0.1:9/cup.jpg: not fetched: it is not a public address";
    assert!(
        stderr.contains(told) && stderr.contains("1 new"),
        "{stderr}"
    );
}

#[test]
fn what_is_no_sheet_of_goods_is_refused() {
    let shop = Shop::new();
    shop.write("notes.csv", "日期,事情\n今天,盘点\n");
    for (args, why) in [
        (["goods", "import", "notes.csv"], "header row"),
        (["goods", "import", "nothing.csv"], "nothing.csv"),
    ] {
        let (code, printed, stderr) = shop.run(&args);
        assert_eq!((code, printed.as_str()), (1, ""), "{stderr}");
        assert!(stderr.contains(why), "{stderr}");
    }
    let both = ["goods", "import", "--dry-run", "--skip-wrong", "notes.csv"];
    assert_eq!(shop.run(&both).0, 2);
}
