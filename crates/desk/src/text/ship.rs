//! Words of shipping: parcels of an order, many orders at once, and what is printed.

use kit::{text::count_of, words};

words! {
    /// Words of shipping: parcels of an order, many orders at once, and what is printed.
    pub(crate) Ship {
        carrier: "物流公司", "Carrier";
        tracking_no: "运单号", "Tracking number";
        no_number_hint: "自提和商家配送可以不填", "Not needed for pickup or the shop's own delivery";
        units_of(title): format!("{title} 发货件数"), format!("Units of {title} to ship");
        may_ship(count): format!("可发 {count}"), format!("{count} to ship");
        kept_back(count):
            format!("另有 {count} 件在退款中，先处理退款。"),
            format!("{} in a refund; decide it first.", count_of(count, "more unit is", "more units are"));
        correct: "改运单号", "Correct number";
        save: "保存", "Save";
        void: "撤销发货", "Void";
        void_will(count):
            format!("撤销后 {count} 件回到待发货。"),
            format!("{} to be shipped.", count_of(count, "unit returns", "units return"));
        many: "批量发货", "Ship in bulk";
        pick_list: "打印配货单", "Print pick list";
        slips: "打印发货单", "Print packing slips";
        picks_title: "配货单", "Pick list";
        slips_title: "发货单", "Packing slips";
        slip(number): format!("发货单 {number}"), format!("Packing slip {number}");
        printed_at(time): format!("{time} 打印"), format!("Printed {time}");
        print_hint: "用浏览器的打印功能打印这一页。", "Print this page with your browser.";
        orders_n(count): format!("{count} 单"), count_of(count, "order", "orders");
        code: "规格编码", "Variant code";
        goods: "商品", "Product";
        units: "件数", "Units";
        where_to: "订单", "Orders";
        left_out(numbers): format!("没有可发的商品：{numbers}"), format!("Nothing to ship: {numbers}");
        filters: "筛选待发货订单", "Filter orders to ship";
        day_filters: "按下单日期筛选", "Filter by day";
        placed_days: "下单日期", "Order date";
        paid_days: "付款日期", "Payment date";
        all_days: "所有日期", "All dates";
        paid_from: "付款时间 从", "Paid from";
        paid_to: "付款时间 到", "Paid to";
        placed_from: "下单 从", "Ordered from";
        placed_to: "下单 到", "Ordered to";
        region: "省份", "Province";
        has: "含商品", "With product";
        noted: "有留言", "With a note";
        single: "只有一件", "One unit only";
        show: "筛选", "Filter";
        all_orders: "全部待发货", "All to ship";
        select_page: "全选本页", "Select page";
        picked: "已选", "Selected";
        tick_of(number): format!("选中 {number}"), format!("Select {number}");
        bulk: "对所选订单", "Act on the selected orders";
        paid: "付款", "Paid";
        more_lines(count): format!("+{count}"), format!("+{count}");
        refund_first: "退款待处理，先处理", "Refund open; decide it first";
        all_shipped: "都发完了。", "All shipped.";
        none_fit: "没有符合条件的订单。", "No matching orders.";
        next: "下一页", "Next page";
        read_only: "你可以查看待发货的订单，发货需要订单权限。", "You can see the orders to ship; shipping needs the orders role.";
        none_picked: "没有选中订单。可以粘贴带订单号的表格。", "No orders are selected. You can paste rows with order numbers.";
        default_carrier: "物流公司（下面没有另选的订单）", "Carrier (unless set below)";
        lines: "粘贴运单号", "Paste tracking numbers";
        lines_hint:
            "一行一个，按下列顺序；或每行写订单号、物流公司、运单号，可以从表格粘贴，最多 200 行。",
            "One a line, in the order below; or order, carrier and number on each line, as pasted from a spreadsheet; 200 lines at most.";
        sheet: "表格", "Sheet";
        sheet_hint: "CSV 或 XLSX，三列：订单号、物流公司、运单号", "CSV or XLSX with order, carrier and number";
        check: "检查", "Check";
        /// Above the button, after the check.
        found(ready, refused): format!("可发 {ready} · 有误 {refused}"), format!("{ready} ready · {refused} with errors");
        found_shipped(count): format!("{count} 单已发货，跳过。"), format!("{} before, skipped.", count_of(count, "order was shipped", "orders were shipped"));
        ship_n(count): format!("发货 {count} 单"), format!("Ship {}", count_of(count, "order", "orders"));
        carrier_of(number): format!("{number} 物流公司"), format!("Carrier of {number}");
        tracking_no_of(number): format!("{number} 运单号"), format!("Tracking number of {number}");
        same_carrier: "同上", "As above";
        wrong_lines(count): format!("{count} 行不能用："), format!("{} cannot be used:", count_of(count, "line", "lines"));
        ready: "可发", "Ready";
        shipped: "已发货，跳过", "Shipped, skipped";
        fault_unreadable: "请写成 订单号,物流公司,运单号", "Write it as order,carrier,number";
        fault_unknown: "没有这个订单", "No such order";
        fault_twice: "订单重复", "Order listed twice";
        fault_nothing: "没有可发的商品", "Nothing to ship";
        fault_in_refund: "退款待处理，先处理", "Refund open; decide it first";
        fault_carrier: "没有这家物流公司", "No such carrier";
        fault_missing: "缺运单号", "Tracking number missing";
        fault_format: "不是运单号", "Not a tracking number";
        fault_used(number): format!("运单号已用于 {number}"), format!("Number already used on {number}");
        warn_carrier: "运单号像另一家物流公司的", "The number looks like another carrier's";
        warn_same: "同一收货人还有待发货的订单", "This person has another order to ship";
    }
}
