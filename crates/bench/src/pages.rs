//! The transfer size of a page.

use crate::client::{Connection, get};
use anyhow::Context;
use std::{collections::BTreeMap, net::SocketAddr, path::Path};

/// The size of a page and its style sheet, compressed, without pictures.
pub(crate) struct Weight {
    /// Bytes.
    pub(crate) bytes: usize,
    /// Requests.
    pub(crate) requests: usize,
    /// Script elements in the page, without structured data.
    pub(crate) scripts: usize,
}

/// Measures `path` as sent with brotli.
pub(crate) async fn weigh(to: SocketAddr, path: &str) -> anyhow::Result<Weight> {
    let mut connection = Connection::open(to).await?;
    let page = connection.ask(get(path)?).await?;
    anyhow::ensure!(page.status() == 200, "{path}: {}", page.status());
    let mut plain = get(path)?;
    plain.headers_mut().remove("accept-encoding");
    let text = connection.ask(plain).await?;
    let text = String::from_utf8_lossy(text.body()).into_owned();
    let style = text
        .split_once("rel=\"stylesheet\" href=\"")
        .or_else(|| text.split_once("href=\"/pkg"))
        .map(|(_, rest)| rest.split('"').next().unwrap_or_default())
        .context("no style sheet")?;
    let style = connection.ask(get(style)?).await?;
    anyhow::ensure!(style.status() == 200, "style sheet: {}", style.status());
    Ok(Weight {
        bytes: page.body().len() + style.body().len(),
        requests: 2,
        scripts: text
            .matches("<script")
            .count()
            .saturating_sub(text.matches("<script type=\"application/ld+json\"").count()),
    })
}

/// Brotli size of a bundle (wasm and its JavaScript): the larger of the two, because a page loads
/// only one of them.
pub(crate) fn bundle(site: &Path) -> anyhow::Result<u64> {
    let mut bundles = BTreeMap::<String, u64>::new();
    for file in std::fs::read_dir(site.join("pkg")).context("the built assets")? {
        let file = file?;
        let name = file.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".wasm.br") || name.ends_with(".js.br") {
            let bundle = name.split('.').next().unwrap_or_default();
            *bundles.entry(bundle.to_owned()).or_default() += file.metadata()?.len();
        }
    }
    let heaviest = bundles.into_values().max();
    heaviest.with_context(|| format!("no precompressed bundle in {}", site.display()))
}
