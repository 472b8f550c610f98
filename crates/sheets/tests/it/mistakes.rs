//! Mistakes are named by row and column, and the rest is read.

use crate::{codes, goods, mistakes};
use sheets::{Source, Unreadable, read};

/// The mistakes found in a sheet in which only this row is wrong.
fn named(header: &str, row: &str) -> Vec<String> {
    let text = format!("{header}\n{row}\n");
    let goods = goods(&text);
    assert_eq!(goods.source, Source::Own);
    mistakes(&goods)
}

#[test]
fn a_cell_is_named_by_row_column_value_and_reason() {
    for (column, value, why) in [
        ("规格编码", "1.2E+13", "sheet.number"),
        ("规格编码", "A B", "field.format"),
        ("价格（元）", "五十", "product.price"),
        ("价格（元）", "0", "product.price"),
        ("价格（元）", "１２", "field.amount_digits"),
        ("价格", "100000001", "field.amount_too_large"),
        ("重量（克）", "1.5", "product.weight"),
        ("库存", "-1", "field.format"),
        ("规格状态", "草稿", "sheet.word"),
        ("状态", "上架", "sheet.word"),
        ("网址名", "Mug_1", "product.slug"),
        ("分类", "A > B > C > D", "sheet.levels"),
        ("规格图片", "a.jpg | b.jpg", "sheet.too_many"),
        ("Stock", "many", "field.format"),
    ] {
        let wrong = named(&format!("商品名称,{column}"), &format!("茶,{value}"));
        assert_eq!(wrong, [format!("2 {column} {value} {why}")]);
    }
    let long = "字".repeat(121);
    let wrong = named("中文名称,规格编码", &format!("{long},T-1"));
    assert_eq!(
        wrong,
        [format!("2 中文名称 {} field.too_long", "字".repeat(60))]
    );
}

#[test]
fn a_wrong_sku_is_left_out_alone() {
    let goods = goods(
        "网址名,中文名称,规格名1,规格值1,规格编码,价格（元）,划线价（元）\n\
         tea,茶,重量,50 克,T-50,20,\n\
         tea,,,100 克,T-100,38,38\n\
         \n\
         tea,,,,T-200,70,\n\
         tea,,,50 克,T-51,20,\n\
         cup,杯,,,T-50,9,\n\
         pot,壶,,大,P-1,9,\n",
    );
    assert_eq!(
        mistakes(&goods),
        [
            "3 划线价（元） 38 product.compare_at",
            "5 规格值1  field.required",
            "6 规格值1 50 克 sheet.same_values",
            "7 规格编码 T-50 sheet.same_code",
            "8 规格名1  field.required",
        ]
    );
    let [tea] = goods.products.as_slice() else {
        panic!("{:?}", goods.products)
    };
    assert_eq!((tea.row, codes(tea)), (2, vec!["T-50"]));
    assert_eq!(
        goods.skipped.iter().copied().collect::<Vec<_>>(),
        [3, 5, 6, 7, 8]
    );
    assert_eq!(goods.rows, 6);
}

#[test]
fn a_mistake_about_the_product_leaves_out_all_its_rows() {
    let goods = goods(
        "中文名称,英文名称,规格名1,规格值1,规格编码\n\
         茶,Tea,重量,50 克,T-50\n\
         茶,Tee,,100 克,T-100\n\
         ,,,200 克,T-200\n\
         杯,Cup,,,C-1\n",
    );
    assert_eq!(mistakes(&goods), ["3 英文名称 Tee sheet.differs"]);
    assert_eq!(goods.products.len(), 1);
    assert_eq!(goods.skipped.len(), 3);
}

#[test]
fn a_row_without_any_name_is_refused() {
    let goods = goods("中文名称,规格编码,价格\n,,5\n茶,T-1,5\n");
    assert_eq!(mistakes(&goods), ["2 中文名称  field.required"]);
    assert_eq!(goods.products.len(), 1);
}

#[test]
fn english_labels_are_one_a_value() {
    let goods = goods(
        "中文名称,规格名1,规格值1,规格值1（英文）,规格名2,规格值2,规格编码\n\
         杯,颜色,绿,,容量,大,C-1\n\
         杯,,绿,Green,,小,C-2\n\
         杯,,绿,Lime,,中,C-3\n",
    );
    assert_eq!(mistakes(&goods), ["4 规格值1（英文） Lime sheet.differs"]);
    let cup = goods.products.first().unwrap();
    let labels: Vec<&str> = cup
        .axes
        .iter()
        .flat_map(|axis| &axis.values)
        .map(|value| value.en.as_str())
        .collect();
    assert_eq!(labels, ["Green", "", ""]);
}

#[test]
fn limits_of_a_product_hold() {
    let mut text = "中文名称,规格名1,规格值1,规格名2,规格值2,规格编码\n".to_owned();
    for one in 0..31 {
        for other in 0..7 {
            text.push_str(&format!("杯,甲,a{one},乙,b{other},C-{one}-{other}\n"));
        }
    }
    let goods = goods(&text);
    let kept = goods.products.first().unwrap();
    assert_eq!(kept.skus.len(), 200);
    let first = mistakes(&goods).into_iter().next();
    assert_eq!(
        first,
        Some("202 规格编码 C-28-4 product.too_many_skus".to_owned())
    );
    assert!(mistakes(&goods).contains(&"212 规格值1 a30 product.too_many_values".to_owned()));
}

#[test]
fn a_sheet_of_codes_and_prices_is_enough() {
    let goods = goods("规格编码;价格;备注\nT-1;5;新\nT-2;6,50;\nT-3;7.5;\n");
    assert_eq!(mistakes(&goods), ["3 价格 6,50 product.price"]);
    assert_eq!(goods.products.len(), 2);
    assert_eq!(goods.unread, ["备注"]);
    assert_eq!(goods.columns.len(), 2);
}

#[test]
fn a_file_of_something_else_is_refused() {
    assert_eq!(
        read("姓名,电话\n林夏,1\n".as_bytes()),
        Err(Unreadable::UnknownHeader)
    );
    assert_eq!(read("\n\n".as_bytes()), Err(Unreadable::Empty));
    let mut long = "规格编码\n".to_owned();
    for number in 0..=sheets::limit::ROWS {
        long.push_str(&format!("T{number}\n"));
    }
    assert_eq!(read(long.as_bytes()), Err(Unreadable::TooManyRows));
}
