//! A mail server inside the test process: it keeps what it receives, with TLS or without, and makes trouble on request.
#![expect(
    clippy::expect_used,
    reason = "a mail server that cannot work has failed the test"
)]

mod received;

pub use received::Received;

use std::{
    collections::VecDeque,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig, crypto,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    },
};

/// The authority that has signed the server's certificate. It exists for these tests only.
pub const AUTHORITY: &[u8] = include_bytes!("mail/authority.pem");
const CERTIFICATE: &[u8] = include_bytes!("mail/server.pem");
const KEY: &[u8] = include_bytes!("mail/server.key.pem");

/// How the server protects a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Not at all.
    Nothing,
    /// TLS from the first byte.
    Tls,
    /// It offers STARTTLS.
    StartTls,
}

/// Trouble with one command; each is made once, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The command, e.g. `RCPT`, is answered with this line. `HELLO` is the greeting, `.` the end of the mail.
    Says(&'static str, &'static str),
    /// The command is never answered.
    Stalls(&'static str),
    /// The connection is closed instead of an answer.
    HangsUp(&'static str),
}

impl Trouble {
    fn is_about(self, command: &str) -> bool {
        let (Self::Says(own, _) | Self::Stalls(own) | Self::HangsUp(own)) = self;
        own == command
    }
}

#[derive(Default)]
struct Books {
    mails: Vec<Received>,
    trouble: VecDeque<Trouble>,
    connections: usize,
}

/// The mail server. It stops when it is dropped.
pub struct MailSink {
    addr: SocketAddr,
    books: Arc<Mutex<Books>>,
    task: JoinHandle<()>,
}

impl Drop for MailSink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl MailSink {
    /// Starts it on a free port of this machine.
    ///
    /// # Panics
    /// If it cannot listen.
    pub async fn start(protection: Protection) -> Self {
        Self::start_on("127.0.0.1", protection).await
    }

    /// Starts it on another address of this machine; its certificate is for `127.0.0.1` and `localhost`.
    ///
    /// # Panics
    /// If it cannot listen.
    pub async fn start_on(ip: &str, protection: Protection) -> Self {
        let listener = TcpListener::bind((ip, 0)).await.expect("a port");
        let addr = listener.local_addr().expect("an address");
        let books = Arc::new(Mutex::new(Books::default()));
        let (kept, tls) = (books.clone(), acceptor());
        let task = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                held(&kept).connections += 1;
                let talk = Talk {
                    books: kept.clone(),
                    tls: tls.clone(),
                    protection,
                };
                tokio::spawn(async move {
                    // A client that hangs up ends the talk.
                    talk.begin(socket).await.ok()
                });
            }
        });
        Self { addr, books, task }
    }

    /// Its address for a shop: `smtp://127.0.0.1:PORT` or `smtps://…`; with STARTTLS it is demanded.
    #[must_use]
    pub fn url(&self, protection: Protection) -> String {
        match protection {
            Protection::Nothing => format!("smtp://{}", self.addr),
            Protection::Tls => format!("smtps://{}", self.addr),
            Protection::StartTls => format!("smtp://{}?tls=required", self.addr),
        }
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.addr.port()
    }

    /// Makes trouble with the next such command.
    pub fn trouble(&self, trouble: Trouble) {
        held(&self.books).trouble.push_back(trouble);
    }

    /// What arrived so far.
    #[must_use]
    pub fn mails(&self) -> Vec<Received> {
        held(&self.books).mails.clone()
    }

    /// The number of connections so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        held(&self.books).connections
    }
}

fn held(books: &Mutex<Books>) -> MutexGuard<'_, Books> {
    books.lock().unwrap_or_else(PoisonError::into_inner)
}

fn acceptor() -> TlsAcceptor {
    let chain = vec![CertificateDer::from_pem_slice(CERTIFICATE).expect("a certificate")];
    let key = PrivateKeyDer::from_pem_slice(KEY).expect("a key");
    let provider = Arc::new(crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("a certificate with its key");
    TlsAcceptor::from(Arc::new(config))
}

trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

type Line = BufReader<Box<dyn Wire>>;

/// One connection.
struct Talk {
    books: Arc<Mutex<Books>>,
    tls: TlsAcceptor,
    protection: Protection,
}

/// Whether the talk goes on.
#[derive(PartialEq, Eq)]
enum Next {
    Go,
    StartTls,
    Over,
}

impl Talk {
    async fn begin(self, socket: TcpStream) -> io::Result<()> {
        let mut mail = Received::default();
        let wire: Box<dyn Wire> = if self.protection == Protection::Tls {
            mail.over_tls = true;
            Box::new(self.tls.accept(socket).await?)
        } else {
            Box::new(socket)
        };
        let mut line = BufReader::new(wire);
        self.answer(&mut line, "HELLO", "220 sink.example ESMTP")
            .await?;
        loop {
            match self.command(&mut line, &mut mail).await? {
                Next::Go => {}
                Next::Over => return Ok(()),
                Next::StartTls => {
                    let bare = line.into_inner();
                    line = BufReader::new(Box::new(self.tls.accept(bare).await?));
                    mail.over_tls = true;
                }
            }
        }
    }

    async fn command(&self, line: &mut Line, mail: &mut Received) -> io::Result<Next> {
        let mut said = String::new();
        if line.read_line(&mut said).await? == 0 {
            return Ok(Next::Over);
        }
        let said = said.trim_end();
        let verb = said.split([' ', ':']).next().unwrap_or_default();
        let verb = verb.to_ascii_uppercase();
        let rest = said.get(verb.len()..).unwrap_or_default().trim();
        match verb.as_str() {
            "EHLO" => {
                mail.hello = rest.to_owned();
                let offer = match self.protection {
                    Protection::StartTls if !mail.over_tls => "250-STARTTLS\r\n",
                    Protection::StartTls | Protection::Tls | Protection::Nothing => "",
                };
                let says =
                    format!("250-sink.example\r\n{offer}250-AUTH PLAIN LOGIN\r\n250 8BITMIME");
                self.answer(line, "EHLO", &says).await?;
            }
            "STARTTLS" => {
                self.answer(line, "STARTTLS", "220 go ahead").await?;
                return Ok(Next::StartTls);
            }
            "AUTH" => {
                if self.answer(line, "AUTH", "235 welcome").await? {
                    mail.login = rest.to_owned();
                }
            }
            "MAIL" => {
                if self.answer(line, "MAIL", "250 ok").await? {
                    mail.from = address(rest);
                }
            }
            "RCPT" => {
                if self.answer(line, "RCPT", "250 ok").await? {
                    mail.to.push(address(rest));
                }
            }
            "DATA" => {
                if self.answer(line, "DATA", "354 go ahead").await? {
                    mail.raw = data(line).await?;
                    if self.answer(line, ".", "250 2.0.0 queued").await? {
                        held(&self.books).mails.push(mail.clone());
                    }
                }
            }
            "QUIT" => {
                self.answer(line, "QUIT", "221 bye").await?;
                return Ok(Next::Over);
            }
            _ => {
                self.answer(line, &verb, "500 what?").await?;
            }
        }
        Ok(Next::Go)
    }

    /// Answers a command, or makes the trouble that was asked for. True without trouble.
    async fn answer(&self, line: &mut Line, command: &str, says: &str) -> io::Result<bool> {
        let trouble = {
            let mut books = held(&self.books);
            let found = books.trouble.iter().position(|next| next.is_about(command));
            found.and_then(|place| books.trouble.remove(place))
        };
        let says = match trouble {
            None => says,
            Some(Trouble::Says(_, other)) => other,
            Some(Trouble::Stalls(_)) => return std::future::pending().await,
            Some(Trouble::HangsUp(_)) => {
                return Err(io::Error::from(io::ErrorKind::ConnectionAborted));
            }
        };
        line.write_all(format!("{says}\r\n").as_bytes()).await?;
        line.flush().await?;
        Ok(trouble.is_none())
    }
}

/// `FROM:<a@b>` without the rest.
fn address(rest: &str) -> String {
    let inner = rest.split_once('<').map_or(rest, |(_, inner)| inner);
    let inner = inner.split_once('>').map_or(inner, |(inner, _)| inner);
    inner.to_owned()
}

/// The lines of a mail up to the single dot.
async fn data(line: &mut Line) -> io::Result<String> {
    let mut raw = String::new();
    loop {
        let mut next = String::new();
        if line.read_line(&mut next).await? == 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
        }
        match next.strip_prefix('.') {
            Some("\r\n") => return Ok(raw),
            Some(stuffed) => raw.push_str(stuffed),
            None => raw.push_str(&next),
        }
    }
}
