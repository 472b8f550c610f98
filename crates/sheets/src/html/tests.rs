use super::*;
use proptest::prelude::*;

fn read(html: &str) -> String {
    to_markdown(html, LineEnds::Blank)
}

#[test]
fn blocks_and_lists() {
    for (html, markdown) in [
        ("<p>茶杯</p>\n<p>两只&nbsp;装</p>", "茶杯\n\n两只 装"),
        ("<div><div>a</div></div><div>b</div>", "a\n\nb"),
        ("a<br>b<br/><br/>c", "a  \nb\n\nc"),
        (
            "<h1>尺寸</h1><h4>小</h4>高 9 厘米",
            "## 尺寸\n\n#### 小\n\n高 9 厘米",
        ),
        (
            "<p>材质</p><ul>\n<li>棉</li>\n<li><span>麻</span> </li></ul><p>洗涤</p>",
            "材质\n\n- 棉\n- 麻\n\n洗涤",
        ),
        (
            "<ol start=3><li>一<ul><li>甲</li></ul></li><li><p>二</p><p>三</p></li></ol>",
            "3. 一\n   - 甲\n4. 二\n\n   三",
        ),
        ("<ul><li></li><li><h3>x</h3>y</li></ul>", "- x\n  y"),
        ("<blockquote>a<p>b</p></blockquote>c", "> a\n>\n> b\n\nc"),
        (
            "<table><tr><th>容量</th><td>350 ml</td></tr><tr><td>重</td><td>1</td></tr></table>",
            "容量 | 350 ml  \n重 | 1",
        ),
        ("a<hr>b", "a\n\n---\n\nb"),
        ("  <p> </p> <ul></ul>", ""),
    ] {
        assert_eq!(read(html), markdown, "{html}");
    }
}

#[test]
fn emphasis_and_links() {
    for (html, markdown) in [
        ("<b>粗</b>细<i> 斜 </i>直", "**粗**细 *斜* 直"),
        ("<strong>注意：</strong>易碎", "**注意：** 易碎"),
        ("请<strong>“轻放”</strong>", "请 **“轻放”**"),
        ("<b>a<p>b</p></b>c", "**a**\n\n**b**\n\nc"),
        ("<b><i>x</i></b>y", "***x***y"),
        ("<b></b><i> </i>x", "x"),
        (
            "<a href=\"https://example.org/a (1)\">这里</a>",
            "[这里](https://example.org/a%20%281%29)",
        ),
        ("<a href=\"javascript:alert(1)\">x</a><a>y</a>", "xy"),
        ("<a href=\"mailto:a@example.org\"><img src=x></a>z", "z"),
    ] {
        assert_eq!(read(html), markdown, "{html}");
    }
}

#[test]
fn text_means_itself() {
    for (html, markdown) in [
        ("1 * 2 &lt;b&gt; [x] `y` \\", r"1 \* 2 \<b> \[x\] \`y\` \\"),
        ("# no heading", r"\# no heading"),
        ("12. no list", r"12\. no list"),
        ("- no list", r"\- no list"),
        ("snake_case _x", r"snake_case \_x"),
        ("A &amp; B &amp;lt; AT&T", r"A & B \&lt; AT\&T"),
        ("5 > 3", "5 > 3"),
    ] {
        assert_eq!(read(html), markdown, "{html}");
    }
}

#[test]
fn what_is_not_text_is_left_out() {
    for html in [
        "<script>alert('<p>x</p>')</script>茶",
        "<style>p{}</style><!-- x -->茶<img src=\"https://example.org/x.jpg\">",
        "<meta charset=\"utf-8\"><iframe src=x>old</iframe>茶<title>x",
        "茶\u{0}\u{7}",
    ] {
        assert_eq!(read(html), "茶", "{html}");
    }
}

#[test]
fn a_text_without_elements_keeps_its_lines() {
    assert_eq!(read("一\n二\n\n\n三"), "一  \n二\n\n三");
    let html = "<b>一</b>\n二\n\n三<ul>\n<li>四</li>\n</ul>\n五";
    assert_eq!(
        to_markdown(html, LineEnds::Kept),
        "**一**  \n二\n\n三\n\n- 四\n\n五"
    );
}

#[test]
fn deep_nesting_needs_no_stack() {
    let deep = "<div><b><ul><li>".repeat(20_000);
    assert!(read(&format!("{deep}茶")).contains("**茶**"));
}

proptest! {
    #[test]
    fn any_text_is_read(html in "(<|</|>|b|i|a|p|li|ul|ol|br| |\n|&|茶|\\*|x){0,60}") {
        let markdown = read(&html);
        prop_assert_eq!(markdown.trim_end(), markdown.as_str());
        prop_assert!(!markdown.contains("\n\n\n"));
    }
}
