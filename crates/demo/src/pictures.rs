//! Drawn product pictures: parametric silhouettes as SVG text, so that every SKU shows its own colour.
//!
//! Pure and deterministic: the same [`Picture`] gives the same text on every machine. No text
//! elements, no scripts, no outside references, because the files are served from the shop's own
//! address.

mod backpack;
mod candle;
mod lamp;
mod mug;
mod notebook;
mod pen;
mod pot;
mod props;
mod scarf;
mod shirt;
mod stage;
mod thermos;
mod tin;
mod tone;
mod tote;

pub use tone::Tone;

use stage::Ground;
use tone::Palette;

/// Width and height of every picture, in its own units and as shown by default.
pub const SIZE: i64 = 480;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A stoneware mug.
    Mug,
    /// A tea tin with a label.
    Tin,
    /// A vacuum bottle.
    Thermos,
    /// A stab-bound notebook.
    Notebook,
    /// A pen.
    Pen,
    /// A canvas tote.
    Tote,
    /// A T-shirt.
    Shirt,
    /// A woollen scarf.
    Scarf,
    /// A desk lamp.
    Lamp,
    /// A plant pot with its saucer.
    Pot,
    /// A candle in a glass.
    Candle,
    /// A backpack.
    Backpack,
}

impl Shape {
    /// Every shape.
    pub const ALL: &'static [Self] = &[
        Self::Mug,
        Self::Tin,
        Self::Thermos,
        Self::Notebook,
        Self::Pen,
        Self::Tote,
        Self::Shirt,
        Self::Scarf,
        Self::Lamp,
        Self::Pot,
        Self::Candle,
        Self::Backpack,
    ];
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
        match self.scene {
            Scene::Front => stage::frame(p, self.ground(), &self.object(p)),
            Scene::Detail => stage::close_up(p, self.ground(), self.focus(), &self.object(p)),
            Scene::InUse => stage::scene(p, &self.in_use(p)),
        }
    }

    /// The main colour of the background: the wall.
    #[must_use]
    pub fn ground_colour(self) -> Tone {
        Palette::of(self.colour).wall
    }

    /// A table for things that stand, two slanted tones for things that lie or hang.
    fn ground(self) -> Ground {
        match self.shape {
            Shape::Mug
            | Shape::Tin
            | Shape::Thermos
            | Shape::Lamp
            | Shape::Pot
            | Shape::Candle
            | Shape::Backpack => Ground::Table,
            Shape::Notebook | Shape::Pen | Shape::Tote | Shape::Shirt | Shape::Scarf => {
                Ground::Slant
            }
        }
    }

    /// Centre of a close-up, and magnification in tenths.
    fn focus(self) -> (i64, i64, i64) {
        match self.shape {
            Shape::Mug => mug::FOCUS,
            Shape::Tin => tin::FOCUS,
            Shape::Thermos => thermos::FOCUS,
            Shape::Notebook => notebook::FOCUS,
            Shape::Pen => pen::FOCUS,
            Shape::Tote => tote::FOCUS,
            Shape::Shirt => shirt::FOCUS,
            Shape::Scarf => scarf::FOCUS,
            Shape::Lamp => lamp::FOCUS,
            Shape::Pot => pot::FOCUS,
            Shape::Candle => candle::FOCUS,
            Shape::Backpack => backpack::FOCUS,
        }
    }

    fn object(self, p: &Palette) -> String {
        match self.shape {
            Shape::Mug => mug::object(p),
            Shape::Tin => tin::object(p),
            Shape::Thermos => thermos::object(p),
            Shape::Notebook => notebook::object(p),
            Shape::Pen => pen::object(p),
            Shape::Tote => tote::object(p),
            Shape::Shirt => shirt::object(p),
            Shape::Scarf => scarf::object(p),
            Shape::Lamp => lamp::object(p),
            Shape::Pot => pot::object(p),
            Shape::Candle => candle::object(p),
            Shape::Backpack => backpack::object(p),
        }
    }

    fn in_use(self, p: &Palette) -> String {
        match self.shape {
            Shape::Mug => mug::in_use(p),
            Shape::Tin => tin::in_use(p),
            Shape::Thermos => thermos::in_use(p),
            Shape::Notebook => notebook::in_use(p),
            Shape::Pen => pen::in_use(p),
            Shape::Tote => tote::in_use(p),
            Shape::Shirt => shirt::in_use(p),
            Shape::Scarf => scarf::in_use(p),
            Shape::Lamp => lamp::in_use(p),
            Shape::Pot => pot::in_use(p),
            Shape::Candle => candle::in_use(p),
            Shape::Backpack => backpack::in_use(p),
        }
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
                assert_ne!(one, other, "{shape:?} {scene:?} shows its colour");
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
                    "{shape:?} {scene:?}: every element is closed"
                );
            }
        }
    }
}
