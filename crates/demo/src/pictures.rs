//! Drawn product pictures: parametric silhouettes as SVG text, so that every SKU shows its own colour.
//!
//! Pure and deterministic: the same [`Picture`] gives the same text on every machine. No text
//! elements, no scripts, no outside references, because the files are served from the shop's own
//! address.

mod backpack;
mod candle;
mod headphones;
mod keyboard;
mod lamp;
mod mug;
mod notebook;
mod pen;
mod phone_case;
mod pot;
mod props;
mod scarf;
mod shirt;
mod shoe;
mod stage;
mod thermos;
mod tin;
mod tone;
mod tote;

pub use tone::Tone;

use stage::Design;
use tone::Palette;

/// Width and height of every picture, in its own units and as shown by default.
pub const SIZE: i64 = 480;

/// Names the drawings, once.
macro_rules! shapes {
    ($($(#[$doc:meta])* $shape:ident => $silhouette:ident::$design:ident,)+) => {
        /// What is drawn: one of three designs of 16 silhouettes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Shape {
            $($(#[$doc])* $shape,)+
        }

        impl Shape {
            /// Every shape.
            pub const ALL: &'static [Self] = &[$(Self::$shape),+];

            fn design(self) -> Design {
                match self {
                    $(Self::$shape => $silhouette::$design,)+
                }
            }

            /// The silhouette that it shares with two others.
            #[cfg(test)]
            pub(crate) fn silhouette(self) -> &'static str {
                match self {
                    $(Self::$shape => stringify!($silhouette),)+
                }
            }
        }
    };
}

shapes! {
    /// A thrown mug.
    Mug => mug::THROWN,
    /// A tall mug with two glazes.
    TallMug => mug::TALL,
    /// A cup on its saucer.
    Cup => mug::SAUCER,
    /// A round tea tin.
    Tin => tin::ROUND,
    /// A square tea tin.
    SquareTin => tin::SQUARE,
    /// A low tea tin.
    LowTin => tin::LOW,
    /// A vacuum bottle.
    Thermos => thermos::BOTTLE,
    /// A tumbler with a lid.
    Tumbler => thermos::TUMBLER,
    /// A vacuum jug.
    Jug => thermos::JUG,
    /// A stab-bound notebook.
    Notebook => notebook::STITCHED,
    /// A sketch pad.
    SketchPad => notebook::SKETCH,
    /// Three pocket notebooks.
    PocketBooks => notebook::POCKET,
    /// A pen.
    Pen => pen::LACQUERED,
    /// A fountain pen.
    FountainPen => pen::FOUNTAIN,
    /// Six pencils.
    Pencils => pen::PENCILS,
    /// A canvas tote.
    Tote => tote::CANVAS,
    /// A striped market bag.
    MarketBag => tote::MARKET,
    /// A lunch bag.
    LunchBag => tote::LUNCH,
    /// A T-shirt.
    Shirt => shirt::TEE,
    /// A striped shirt with long sleeves.
    StripedShirt => shirt::STRIPED,
    /// A linen shirt.
    LinenShirt => shirt::LINEN,
    /// Canvas shoes.
    CanvasShoes => shoe::CANVAS,
    /// Derby shoes.
    Derbies => shoe::DERBY,
    /// Felt slippers.
    Slippers => shoe::SLIPPERS,
    /// A woollen scarf.
    Scarf => scarf::STRIPED,
    /// A checked scarf.
    CheckedScarf => scarf::CHECKED,
    /// A cotton stole.
    Stole => scarf::STOLE,
    /// A desk lamp with a dome.
    Lamp => lamp::DOME,
    /// A paper lantern.
    Lantern => lamp::LANTERN,
    /// A lamp with a jointed arm.
    ArmLamp => lamp::ARM,
    /// A plant pot with its saucer.
    Pot => pot::TERRACOTTA,
    /// A tall planter.
    Planter => pot::TALL,
    /// A low bowl.
    Bowl => pot::BOWL,
    /// A candle in a glass.
    Candle => candle::GLASS,
    /// A candle in a tin.
    TinCandle => candle::TIN,
    /// Three pillar candles.
    Pillars => candle::PILLARS,
    /// A backpack with buckles.
    Backpack => backpack::BUCKLED,
    /// A backpack with a rolled top.
    RollTop => backpack::ROLLED,
    /// A drawstring bag.
    Drawstring => backpack::DRAWSTRING,
    /// Closed headphones.
    Headphones => headphones::STUDIO,
    /// Light headphones.
    LightHeadphones => headphones::LIGHT,
    /// Earphones.
    Earphones => headphones::BUDS,
    /// A keyboard with high keys.
    Keyboard => keyboard::HIGH,
    /// A flat keyboard.
    FlatKeyboard => keyboard::FLAT,
    /// A pad of figures.
    NumberPad => keyboard::FIGURES,
    /// A soft phone case.
    PhoneCase => phone_case::SOFT,
    /// A folding phone case.
    LeatherCase => phone_case::LEATHER,
    /// A phone case with waves.
    WaveCase => phone_case::WAVES,
}

/// View of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scene {
    /// The whole thing on a plain ground.
    Front,
    /// Close by.
    Detail,
    /// Where it is used.
    InUse,
}

impl Scene {
    /// The three views, in the order of a gallery.
    pub const ALL: &'static [Self] = &[Self::Front, Self::Detail, Self::InUse];
}

/// A picture to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Picture {
    /// Shape.
    pub shape: Shape,
    /// Colour.
    pub colour: Tone,
    /// View.
    pub scene: Scene,
}

impl Picture {
    /// Draws it: an SVG file of 2 to 6 KB, UTF-8, square, [`SIZE`] units wide.
    #[must_use]
    pub fn svg(self) -> String {
        let palette = Palette::of(self.colour);
        let p = &palette;
        let design = self.shape.design();
        match self.scene {
            Scene::Front => stage::frame(p, design.ground, &(design.object)(p)),
            Scene::Detail => stage::close_up(p, design.ground, design.focus, &(design.object)(p)),
            Scene::InUse => stage::scene(p, &(design.in_use)(p)),
        }
    }

    /// The main colour of the background: the wall.
    #[must_use]
    pub fn ground_colour(self) -> Tone {
        Palette::of(self.colour).wall
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_deterministic_small_and_harmless() {
        for shape in Shape::ALL {
            for scene in Scene::ALL {
                let draw = |colour| {
                    Picture {
                        shape: *shape,
                        colour,
                        scene: *scene,
                    }
                    .svg()
                };
                let (one, other) = (draw(Tone(0x9D, 0xB8, 0xA4)), draw(Tone(0x2F, 0x4A, 0x6D)));
                assert_eq!(one, draw(Tone(0x9D, 0xB8, 0xA4)));
                assert_ne!(
                    one, other,
                    "{shape:?} {scene:?} must look different in another colour"
                );
                assert!(
                    (1_800..=6_144).contains(&one.len()),
                    "{shape:?} {scene:?}: {} bytes",
                    one.len()
                );
                assert!(one.starts_with("<svg ") && one.ends_with("</svg>\n"));
                for banned in ["<text", "<script", "href", "<image", "style=", " onload"] {
                    assert!(!one.contains(banned), "{shape:?} {scene:?} holds {banned}");
                }
                let depth = one.matches('<').count() - one.matches("</").count();
                let closed = one.matches("/>").count() + one.matches("</").count();
                assert_eq!(
                    depth, closed,
                    "{shape:?} {scene:?}: every element must be closed"
                );
            }
        }
    }
}
