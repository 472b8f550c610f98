//! The carriers, with their names and where a parcel can be followed.

/// Declares the carriers: word of the database, names, code at the tracking page, and the letters that its numbers begin with.
macro_rules! carriers {
    ($($(#[$meta:meta])* $variant:ident = $word:literal, $zh:literal, $en:literal, $code:literal, $head:literal;)+) => {
        text_enum! {
            /// Who brings a parcel to the customer. The first ones are used most.
            Carrier { $($(#[$meta])* $variant = $word,)+ }
        }

        impl Carrier {
            /// Its name in Chinese.
            #[must_use]
            pub const fn name_zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)+ }
            }

            /// Its name in English.
            #[must_use]
            pub const fn name_en(self) -> &'static str {
                match self { $(Self::$variant => $en,)+ }
            }

            /// Its code at the tracking page; empty if it is not one of those that the page knows.
            const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The letters that its numbers begin with; empty if others begin so too.
            const fn head(self) -> &'static str {
                match self { $(Self::$variant => $head,)+ }
            }
        }
    };
}

carriers! {
    Sf = "sf", "顺丰速运", "SF Express", "shunfeng", "SF";
    Zto = "zto", "中通快递", "ZTO Express", "zhongtong", "";
    Yto = "yto", "圆通速递", "YTO Express", "yuantong", "YT";
    Sto = "sto", "申通快递", "STO Express", "shentong", "";
    Yunda = "yunda", "韵达快递", "Yunda Express", "yunda", "";
    Jt = "jt", "极兔速递", "J&T Express", "jtexpress", "JT";
    Jd = "jd", "京东物流", "JD Logistics", "jd", "JD";
    Ems = "ems", "EMS", "EMS", "ems", "";
    ChinaPost = "china_post", "邮政快递包裹", "China Post", "youzhengguonei", "";
    Deppon = "deppon", "德邦快递", "Deppon Express", "debangkuaidi", "DPK";
    Cainiao = "cainiao", "菜鸟速递", "Cainiao Express", "danniao", "";
    Zjs = "zjs", "宅急送", "ZJS Express", "zhaijisong", "";
    Uce = "uce", "优速快递", "UCE Express", "youshuwuliu", "";
    Ane = "ane", "安能物流", "ANE Logistics", "annengwuliu", "";
    Kye = "kye", "跨越速运", "KYE Express", "kuayue", "KY";
    Yimi = "yimi", "壹米滴答", "Yimidida", "yimidida", "";
    Sxjd = "sxjd", "顺心捷达", "SXJD Freight", "sxjdfreight", "";
    ZtoFreight = "zto_freight", "中通快运", "ZTO Freight", "zhongtongkuaiyun", "";
    Best = "best", "百世快运", "Best Freight", "baishiwuliu", "";
    Cre = "cre", "中铁快运", "China Railway Express", "ztky", "";
    /// A carrier that is not in the list.
    Other = "other", "其他快递", "Another carrier", "", "";
    /// The customer fetches it.
    Pickup = "pickup", "自提", "Pickup", "", "";
    /// The shop brings it.
    Shop = "shop", "商家配送", "Delivered by the shop", "", "";
}

/// The tracking page that knows all of them. Codes are those of its own table, `kdbm.do` at `api.kuaidi100.com`; without a code
/// it finds the carrier by the number.
const TRACK: &str = "https://www.kuaidi100.com/chaxun";

impl Carrier {
    /// True if each of its parcels has a tracking number.
    #[must_use]
    pub const fn gives_number(self) -> bool {
        !matches!(self, Self::Pickup | Self::Shop)
    }

    /// The page where a parcel can be followed. `number`: a clean tracking number.
    #[must_use]
    pub fn track(self, number: &str) -> Option<String> {
        if number.is_empty() || !self.gives_number() {
            return None;
        }
        let code = self.code();
        Some(if code.is_empty() {
            format!("{TRACK}?nu={number}")
        } else {
            format!("{TRACK}?com={code}&nu={number}")
        })
    }

    /// The carrier whose numbers alone begin as this one does, if it is another.
    #[must_use]
    pub fn other_by_number(self, number: &str) -> Option<Self> {
        let found = Self::ALL.iter().copied().find(|carrier| {
            let head = carrier.head();
            !head.is_empty() && number.starts_with(head)
        });
        found.filter(|other| *other != self && self != Self::Other)
    }

    /// Reads a carrier from a sheet: its word, or the beginning of a name, e.g. `顺丰`, `SF`, `ems`.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let text = crate::validate::code(typed).to_lowercase();
        if text.is_empty() {
            return None;
        }
        let is_word = |carrier: &&Self| carrier.as_str() == text;
        let is_named = |carrier: &&Self| {
            let (zh, en) = (
                carrier.name_zh().to_lowercase(),
                carrier.name_en().to_lowercase(),
            );
            // One Chinese character or Latin letter begins too many names.
            let is_long = text.chars().count() >= 2;
            is_long && (zh.starts_with(&text) || text.starts_with(&zh) || en.starts_with(&text))
        };
        let all = || Self::ALL.iter();
        all()
            .find(is_word)
            .or_else(|| all().find(is_named))
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carriers_of_sheets_are_read() {
        for (typed, read) in [
            ("sf", Some(Carrier::Sf)),
            (" 顺丰 ", Some(Carrier::Sf)),
            ("顺丰速运有限公司", Some(Carrier::Sf)),
            ("ＳＦ", Some(Carrier::Sf)),
            ("中通", Some(Carrier::Zto)),
            ("中通快运", Some(Carrier::ZtoFreight)),
            ("EMS", Some(Carrier::Ems)),
            ("jd logistics", Some(Carrier::Jd)),
            ("邮政", Some(Carrier::ChinaPost)),
            ("自提", Some(Carrier::Pickup)),
            ("顺", None),
            ("", None),
            ("飞毛腿", None),
        ] {
            assert_eq!(Carrier::read(typed), read, "{typed}");
        }
        for carrier in Carrier::ALL {
            assert_eq!(Carrier::read(carrier.as_str()), Some(*carrier));
            assert_eq!(Carrier::read(carrier.name_zh()), Some(*carrier));
            assert_eq!(Carrier::read(carrier.name_en()), Some(*carrier));
        }
    }

    #[test]
    fn a_parcel_is_followed_by_its_number() {
        assert_eq!(
            Carrier::Sf.track("SF1234567890").as_deref(),
            Some("https://www.kuaidi100.com/chaxun?com=shunfeng&nu=SF1234567890")
        );
        assert_eq!(Carrier::Sf.track(""), None);
        for alone in [Carrier::Pickup, Carrier::Shop] {
            assert_eq!(alone.track("12345678"), None, "{alone}");
        }
        // The page finds the carrier.
        assert_eq!(
            Carrier::Other.track("12345678").as_deref(),
            Some("https://www.kuaidi100.com/chaxun?nu=12345678")
        );
        let without: Vec<_> = Carrier::ALL
            .iter()
            .filter(|one| !one.gives_number())
            .collect();
        assert_eq!(without, [&Carrier::Pickup, &Carrier::Shop]);
    }

    #[test]
    fn letters_tell_another_carrier() {
        assert_eq!(
            Carrier::Zto.other_by_number("SF1234567890"),
            Some(Carrier::Sf)
        );
        assert_eq!(
            Carrier::Sf.other_by_number("JT1234567890"),
            Some(Carrier::Jt)
        );
        assert_eq!(Carrier::Sf.other_by_number("SF1234567890"), None);
        assert_eq!(Carrier::Sf.other_by_number("781234567890"), None);
        assert_eq!(Carrier::Other.other_by_number("SF1234567890"), None);
    }
}
