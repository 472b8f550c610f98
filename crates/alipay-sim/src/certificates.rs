//! Certificate mode: the application's certificate, the gateway's, and the root of both.
//!
//! Made at the first start and kept beside the keys. The gateway's can be renewed while running, as
//! the real one is every few years; the files of the shop's configuration stay unchanged.

mod authority;
mod der;
mod issue;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use alipay::keys::{PrivateKey, PublicKey};
use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::keyring::{private_key, write};

/// The gateway's present certificate.
#[derive(Debug)]
pub(crate) struct AlipayCertificate {
    pub(crate) sn: String,
    pub(crate) pem: String,
    pub(crate) key: PrivateKey,
}

/// Paths of the files for a shop's configuration.
#[derive(Clone, Debug)]
pub(crate) struct CertificateFiles {
    pub(crate) app: PathBuf,
    pub(crate) alipay: PathBuf,
    pub(crate) root: PathBuf,
}

/// Numbers of the issued certificates, so that none needs to be parsed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Index {
    root_sn: String,
    app_sn: String,
    app_id: String,
    /// The application's key at the time of its certificate.
    app_key: String,
    /// The gateway's, oldest first.
    alipay_sns: Vec<String>,
}

/// All certificates, and the authority that issues new ones.
#[derive(Debug)]
pub(crate) struct Certificates {
    folder: PathBuf,
    pub(crate) files: CertificateFiles,
    pub(crate) app_sn: String,
    pub(crate) root_sn: String,
    authority: PrivateKey,
    index: Mutex<Index>,
    all: Mutex<Vec<Arc<AlipayCertificate>>>,
    first: Arc<AlipayCertificate>,
}

impl Certificates {
    /// Reads `folder`, or creates what is missing there.
    pub(crate) fn open(
        folder: &Path,
        app_id: &str,
        app_key: &PublicKey,
        alipay_key: &PrivateKey,
    ) -> anyhow::Result<Self> {
        let files = CertificateFiles {
            app: folder.join(format!("appCertPublicKey_{app_id}.crt")),
            alipay: folder.join("alipayCertPublicKey_RSA2.crt"),
            root: folder.join("alipayRootCert.crt"),
        };
        let authority = private_key(&folder.join("authority_private_key.pem"))?;
        let mut index = read_index(folder)?.unwrap_or_default();
        if index.root_sn.is_empty() {
            let (text, sn) = authority::root_file(&authority)?;
            write(&files.root, &text)?;
            index.root_sn = sn;
        }
        let fingerprint = app_key.fingerprint();
        if index.app_key != fingerprint || index.app_id != app_id {
            let subject = authority::subject("Applications", app_id);
            let issued = authority::leaf(&authority, &subject, issue::spki(app_key)?)?;
            write(&files.app, &issued.pem)?;
            index.app_sn = issued.sn;
            index.app_key = fingerprint;
            app_id.clone_into(&mut index.app_id);
        }
        if index.alipay_sns.is_empty() {
            let issued = for_gateway(&authority, &alipay_key.public_key())?;
            write(&files.alipay, &issued.pem)?;
            index.alipay_sns.push(issued.sn);
        }
        write_index(folder, &index)?;
        let mut all = Vec::new();
        for (at, sn) in index.alipay_sns.iter().enumerate() {
            let (certificate, key) = match at {
                0 => (files.alipay.clone(), alipay_key.clone()),
                _ => (
                    certificate_file(folder, at),
                    private_key(&key_file(folder, at))?,
                ),
            };
            let pem = fs::read_to_string(&certificate)
                .with_context(|| format!("read {}", certificate.display()))?;
            let sn = sn.clone();
            all.push(Arc::new(AlipayCertificate { sn, pem, key }));
        }
        let first = all.first().cloned().context("no certificate was issued")?;
        Ok(Self {
            folder: folder.to_owned(),
            files,
            app_sn: index.app_sn.clone(),
            root_sn: index.root_sn.clone(),
            authority,
            index: Mutex::new(index),
            all: Mutex::new(all),
            first,
        })
    }

    /// The certificate that signs now.
    pub(crate) fn current(&self) -> Arc<AlipayCertificate> {
        let all = lock(&self.all);
        all.last().unwrap_or(&self.first).clone()
    }

    /// A present or former certificate.
    pub(crate) fn find(&self, sn: &str) -> Option<Arc<AlipayCertificate>> {
        lock(&self.all).iter().find(|one| one.sn == sn).cloned()
    }

    /// Creates a new key and certificate of the gateway; the next response names its number.
    pub(crate) fn rotate(&self) -> anyhow::Result<Arc<AlipayCertificate>> {
        let mut index = lock(&self.index);
        let mut all = lock(&self.all);
        let at = all.len();
        let key = private_key(&key_file(&self.folder, at))?;
        let issued = for_gateway(&self.authority, &key.public_key())?;
        write(&certificate_file(&self.folder, at), &issued.pem)?;
        index.alipay_sns.push(issued.sn.clone());
        write_index(&self.folder, &index)?;
        let made = Arc::new(AlipayCertificate {
            sn: issued.sn,
            pem: issued.pem,
            key,
        });
        all.push(Arc::clone(&made));
        Ok(made)
    }
}

fn for_gateway(authority: &PrivateKey, key: &PublicKey) -> anyhow::Result<issue::Certificate> {
    let subject = authority::subject("Gateway", "Gateway Simulator RSA2");
    authority::leaf(authority, &subject, issue::spki(key)?)
}

fn certificate_file(folder: &Path, at: usize) -> PathBuf {
    folder.join(format!("alipayCertPublicKey_RSA2.{at}.crt"))
}

fn key_file(folder: &Path, at: usize) -> PathBuf {
    folder.join(format!("alipay_private_key.{at}.pem"))
}

fn read_index(folder: &Path) -> anyhow::Result<Option<Index>> {
    let file = folder.join("certificates.json");
    match fs::read(&file) {
        Ok(text) => {
            let index = serde_json::from_slice(&text)
                .with_context(|| format!("read {}", file.display()))?;
            Ok(Some(index))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("read {}", file.display())),
    }
}

/// Atomically: a killed process leaves the old list or the new one.
fn write_index(folder: &Path, index: &Index) -> anyhow::Result<()> {
    let draft = folder.join("certificates.json.new");
    write(
        &draft,
        &serde_json::to_string_pretty(index).context("certificates.json")?,
    )?;
    fs::rename(&draft, folder.join("certificates.json")).context("write certificates.json")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
