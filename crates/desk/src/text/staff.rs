//! Words of the pages about members of staff and one's own account.

use kit::{text::count_of, words};

words! {
    /// Words of the pages about members of staff and one's own account.
    pub(crate) Staff {
        title: "员工", "Staff";
        invite: "邀请员工", "Invite";
        invite_why:
            "勾选角色，生成一个链接发给对方。链接 72 小时内有效，只能用一次。",
            "Tick roles to make a link for the person. It works once, within 72 hours.";
        link_once: "邀请链接只显示这一次：", "The invitation link is shown only once:";
        open_invites: "未使用的邀请", "Open invitations";
        no_invites: "没有未使用的邀请。", "No open invitations.";
        col_by: "邀请人", "Invited by";
        col_expires: "失效时间", "Expires";
        drop_invite: "撤销邀请", "Revoke";
        col_name: "姓名", "Name";
        col_login: "登录名", "Login";
        col_roles: "角色", "Roles";
        role_line(role, may): format!("{role}：{may}"), format!("{role}: {may}");
        two_step: "两步验证", "Two-step";
        col_seen: "最近登录", "Last sign-in";
        col_acts: "操作", "Actions";
        none: "还没有员工。", "No staff yet.";
        on: "已开启", "On";
        off: "未开启", "Off";
        never: "还没有登录", "Never";
        disable: "停用", "Disable";
        restore: "恢复", "Restore";
        disabled: "已停用", "Disabled";
        disable_name(name): format!("停用：{name}"), format!("Disable {name}");
        restore_name(name): format!("恢复：{name}"), format!("Restore {name}");
        disable_note:
            "停用后角色收回，所有登录退出，记录保留，可以恢复。",
            "Roles and sessions go at once. Records are kept, and it can be undone.";
        restore_note: "恢复后拿回原来的角色。", "Restoring gives the former roles back.";
        read_only:
            "你可以查看员工，修改需要店主权限。",
            "You can view the staff. Changing it needs the owner role.";
        not_here:
            "自己和最后一位店主不能停用，也不能改角色。",
            "You cannot disable yourself or the last owner, or change their roles.";
        roles_note:
            "保存后对方的所有登录退出，重新登录后用新角色。",
            "Saving ends all sessions of this member; the new roles start at the next sign-in.";
        join_title: "加入店铺", "Join the shop";
        join_why(by, roles):
            format!("{by} 邀请你成为员工，角色：{roles}。"),
            format!("{by} invites you to the staff as: {roles}.");
        join_until(at):
            format!("链接在 {at} 前有效，只能用一次。"),
            format!("The link works once, until {at}.");
        join_go: "加入并登录", "Join and sign in";
        code: "验证码", "Code";
        code_hint: "验证器里的 6 位数字，或一个恢复码", "Six digits from your authenticator, or a recovery code";
        code_why:
            "密码正确。请再输入验证码，完成登录。",
            "The password is right. Enter a code to finish signing in.";
        code_lost:
            "手机和恢复码都丢了，请在服务器上运行 zhanggui staff two-step-off。",
            "If you lost phone and recovery codes, run zhanggui staff two-step-off on the server.";
        me: "我的账号", "My account";
        change_password: "修改密码", "Change password";
        present_password: "当前密码", "Current password";
        new_password: "新密码", "New password";
        password_note: "修改后，其他登录全部退出。", "All your other sessions end.";
        sessions: "登录设备", "Devices";
        no_sessions: "没有登录。", "No sessions.";
        col_where: "位置", "Where";
        desk: "后台", "Admin";
        shop: "店铺", "Shop";
        here: "这台", "this device";
        col_began: "登录时间", "Signed in";
        col_used: "最近使用", "Last used";
        end_one: "退出这台", "Sign out";
        end_named(from, at): format!("退出这台：{from}，{at}"), format!("Sign out: {from}, {at}");
        end_all: "全部退出", "Sign out everywhere";
        end_all_note: "包括这台，之后要重新登录。", "This device too; you will sign in again.";
        off_why:
            "开启后，登录除了密码，还要一个手机上的验证码。",
            "Signing in then takes a code from your phone besides the password.";
        required:
            "你的角色涉及资金，需要两步验证。开启之前，后台的其他页面不能用。",
            "Your roles move money, so they need two-step sign-in. The other pages open once it is on.";
        scan:
            "用验证器（如微软验证器、Google 身份验证器）扫描二维码，或手动输入密钥。",
            "Scan the QR code with an authenticator app, or type in the key.";
        qr: "二维码，内容与密钥相同", "QR code with the same content as the key";
        secret: "密钥", "Key";
        open_app: "在这台设备的验证器里打开", "Open in an authenticator on this device";
        turn_on: "开启两步验证", "Turn on two-step";
        turn_off: "关闭两步验证", "Turn off two-step";
        codes_left(count):
            format!("还有 {count} 个恢复码。手机丢失时，一个恢复码可以代替一次验证码。"),
            format!("You have {}. Without your phone, one replaces a code, once.", count_of(count, "recovery code", "recovery codes"));
        codes: "恢复码", "Recovery codes";
        codes_once:
            "只显示这一次。请抄下来，放在手机以外的地方。每个只能用一次。",
            "Shown only once. Write them down and keep them apart from your phone. Each works once.";
        draw_codes: "重新生成恢复码", "Generate new codes";
        draw_note: "之前的恢复码立即失效。", "The old codes stop working at once.";
        go_on: "进入后台", "Go to Admin";
    }
}
