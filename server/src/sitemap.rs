//! The files of the sitemap: written once for each version of the catalog, and kept packed.

use bytes::Bytes;
use domain::{listing::Asked, locale::Locale, time::Millis};
use flate2::{Compression, write::GzEncoder};
use kit::{format, paths, site::Site};
use sha2::{Digest, Sha256};
use shop::{Error, Shop};
use std::{
    collections::HashMap,
    io::{self, Write},
    sync::Arc,
};
use tokio::sync::Mutex;

/// A file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum File {
    /// The names of the others.
    Index,
    /// The front page, the tree of categories, and each category.
    Pages,
    /// Products; counted from 1.
    Products(i64),
}

/// The name of [`File::Pages`].
const PAGES: &str = "pages";

impl File {
    /// The file below `/sitemap/` with this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".xml")?;
        if stem == PAGES {
            return Some(Self::Pages);
        }
        let number: i64 = stem.parse().ok()?;
        // One spelling of each number, so that nobody makes more than there are.
        (number.to_string() == stem).then_some(Self::Products(number))
    }
}

/// A file as it is sent.
#[derive(Debug)]
pub(crate) struct Packed {
    /// Its `ETag`: weak, because it is sent packed and unpacked.
    pub(crate) tag: String,
    /// The XML, packed: a twentieth of its size.
    pub(crate) gzip: Bytes,
}

/// The files of one version of the catalog.
#[derive(Debug, Default)]
struct Written {
    version: i64,
    files: HashMap<File, Arc<Packed>>,
}

/// The files that were asked for since the catalog changed.
#[derive(Debug, Default)]
pub struct Sitemap(Mutex<Written>);

impl Sitemap {
    /// A file; `None` if there is none of this number. Of many requests at once, one writes it.
    pub(crate) async fn get(
        &self,
        shop: &Shop,
        site: &Site,
        file: File,
    ) -> Result<Option<Arc<Packed>>, Error> {
        let mut written = self.0.lock().await;
        // Read before the file is written, so that the file is at least as new.
        let version = shop.catalog_version().await?;
        if written.version != version {
            *written = Written {
                version,
                files: HashMap::new(),
            };
        }
        if let Some(known) = written.files.get(&file) {
            return Ok(Some(Arc::clone(known)));
        }
        let Some(listed) = listed(shop, file).await? else {
            return Ok(None);
        };
        let site = site.public_url.clone();
        let packed = tokio::task::spawn_blocking(move || pack(&site, &listed))
            .await
            .map_err(Error::internal)?
            .map_err(Error::internal)?;
        let packed = Arc::new(packed);
        written.files.insert(file, Arc::clone(&packed));
        Ok(Some(packed))
    }
}

/// What a file lists.
enum Listed {
    /// Paths of files.
    Files(Vec<String>),
    /// Pages.
    Pages(Vec<Page>),
}

/// A public page.
struct Page {
    zh: String,
    en: String,
    changed_at: Option<Millis>,
}

impl Page {
    /// A page of no known time of change, because it follows others.
    fn timeless(address: impl Fn(Locale) -> String) -> Self {
        Self {
            zh: address(Locale::ZhCn),
            en: address(Locale::En),
            changed_at: None,
        }
    }
}

async fn listed(shop: &Shop, file: File) -> Result<Option<Listed>, Error> {
    Ok(match file {
        File::Index => {
            let products = shop.sitemap_files().await?;
            let names = (1..=products).map(|number| number.to_string());
            let names = std::iter::once(PAGES.to_owned()).chain(names);
            Some(Listed::Files(
                names.map(|name| paths::sitemap_file(&name)).collect(),
            ))
        }
        File::Pages => {
            let slugs = shop.sitemap_categories().await?;
            let home = Page::timeless(|locale| paths::home(locale).to_owned());
            let tree = Page::timeless(paths::categories);
            let categories = slugs.iter().map(|slug| {
                Page::timeless(|locale| paths::category(locale, Some(slug), &Asked::default()))
            });
            let pages = [home, tree].into_iter().chain(categories);
            Some(Listed::Pages(pages.collect()))
        }
        File::Products(number) => shop.sitemap_products(number).await?.map(|products| {
            let page = |slug: &str, locale| paths::product(locale, slug, "");
            let pages = products.into_iter().map(|product| Page {
                zh: page(&product.slug, Locale::ZhCn),
                en: page(&product.slug, Locale::En),
                changed_at: Some(product.changed_at),
            });
            Listed::Pages(pages.collect())
        }),
    })
}

fn pack(site: &str, listed: &Listed) -> io::Result<Packed> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    writeln!(packer, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    match listed {
        Listed::Files(files) => {
            writeln!(packer, r#"<sitemapindex xmlns="{SCHEMA}">"#)?;
            for path in files {
                writeln!(packer, "<sitemap><loc>{site}{path}</loc></sitemap>")?;
            }
            writeln!(packer, "</sitemapindex>")?;
        }
        Listed::Pages(pages) => {
            writeln!(packer, r#"<urlset xmlns="{SCHEMA}" xmlns:xhtml="{XHTML}">"#)?;
            for page in pages {
                write_page(&mut packer, site, page)?;
            }
            writeln!(packer, "</urlset>")?;
        }
    }
    let gzip = packer.finish()?;
    let hash = hex::encode(Sha256::digest(&gzip));
    Ok(Packed {
        tag: format!("W/\"{}\"", hash.get(..32).unwrap_or(&hash)),
        gzip: gzip.into(),
    })
}

const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Both addresses of a page; each names both, as search engines ask. Paths are percent-encoded, so
/// XML needs no escaping.
fn write_page(packer: &mut impl Write, site: &str, page: &Page) -> io::Result<()> {
    for address in [&page.zh, &page.en] {
        write!(packer, "<url><loc>{site}{address}</loc>")?;
        if let Some(at) = page.changed_at {
            write!(packer, "<lastmod>{}</lastmod>", format::machine(at))?;
        }
        for (language, twin) in [
            (Locale::ZhCn.as_str(), &page.zh),
            (Locale::En.as_str(), &page.en),
            ("x-default", &page.zh),
        ] {
            write!(
                packer,
                r#"<xhtml:link rel="alternate" hreflang="{language}" href="{site}{twin}"/>"#
            )?;
        }
        writeln!(packer, "</url>")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::File;

    #[test]
    fn a_file_has_one_name() {
        assert_eq!(File::named("pages.xml"), Some(File::Pages));
        assert_eq!(File::named("1.xml"), Some(File::Products(1)));
        for wrong in ["", "1", ".xml", "01.xml", "+1.xml", "1.xml.gz", "index.xml"] {
            assert_eq!(File::named(wrong), None, "{wrong:?}");
        }
    }
}
