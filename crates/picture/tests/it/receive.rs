//! Limits apply while bytes arrive, and file names do not matter.

use crate::support::quarters;
use picture::{PictureError, Pool, Receiving, Refused, limits};

fn code(result: Result<(), PictureError>) -> Option<Refused> {
    match result {
        Ok(()) => None,
        Err(PictureError::Refused(refused)) => Some(refused),
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_file_is_refused_with_the_first_byte_that_is_too_much() {
    let folder = tempfile::tempdir().unwrap();
    let mut receiving = Receiving::open(folder.path()).await.unwrap();
    let mut file = quarters(20, 20);
    file.resize(usize::try_from(limits::BYTES).unwrap(), 0);
    for chunk in file.chunks(1 << 20) {
        assert_eq!(code(receiving.push(chunk).await), None);
    }
    let mut other = Receiving::open(folder.path()).await.unwrap();
    for chunk in file.chunks(1 << 20) {
        assert_eq!(code(other.push(chunk).await), None);
    }
    let upload = receiving.finish().await.unwrap();
    let prepared = Pool::new().prepare(upload).await.unwrap();
    assert_eq!(
        prepared.original.width, 20,
        "a file of exactly the limit is accepted"
    );

    for _ in 0..2 {
        assert_eq!(code(other.push(&[0]).await), Some(Refused::TooManyBytes));
    }
    assert_eq!(
        other
            .finish()
            .await
            .map(drop)
            .map_err(|error| error.to_string()),
        Err("refused: too_many_bytes".to_owned())
    );
}

#[tokio::test]
async fn a_kind_is_refused_before_the_rest_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let mut receiving = Receiving::open(folder.path()).await.unwrap();
    for byte in b"\0\0\0\x18ftyphei" {
        assert_eq!(code(receiving.push(&[*byte]).await), None);
    }
    assert_eq!(code(receiving.push(b"c....").await), Some(Refused::Heic));
}

#[tokio::test]
async fn an_empty_file_and_a_missing_folder_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    let receiving = Receiving::open(folder.path()).await.unwrap();
    assert!(matches!(
        receiving.finish().await,
        Err(PictureError::Refused(Refused::Empty))
    ));
    let missing = folder.path().join("missing");
    assert!(matches!(
        Receiving::open(&missing).await,
        Err(PictureError::Disk(_))
    ));
}

#[test]
fn codes_are_words() {
    for refused in Refused::ALL {
        let code = refused.code();
        assert!(
            code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'),
            "{code}"
        );
        assert_eq!(refused.to_string(), code);
    }
}
