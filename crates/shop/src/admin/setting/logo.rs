//! The logo in the form of its section.

use super::field;
use crate::{Error, media::upload};
use domain::{
    error::{ErrorCode, FieldError, Refusal, UnknownWord, figure_at},
    form::SettingsForm,
    setting::{Logo, SettingName, Settings},
    time::Millis,
};
use picture::limits;
use store::Tx;

/// The field of the logo.
pub(super) const LOGO: &str = "logo";

/// The logo that the form leaves: a new one, none, or the present one.
///
/// # Errors
/// `Refused` at its field if the upload is not there any more.
pub(super) fn chosen(
    tx: &mut Tx<'_>,
    form: &SettingsForm,
    stored: &Settings,
    now: Millis,
) -> Result<Option<Logo>, Error> {
    if form.drop_logo == "1" {
        return Ok(None);
    }
    if form.logo.is_empty() {
        return Ok(stored.logo.clone());
    }
    match upload::as_logo(tx, &form.logo, now)? {
        Some(logo) => Ok(Some(logo)),
        None => Err(Refusal::fields(vec![field(SettingName::Logo, ErrorCode::PictureGone)]).into()),
    }
}

/// True if the form says something about a picture.
pub(super) fn is_told(form: &SettingsForm) -> bool {
    !form.logo.is_empty() || !form.drop_logo.is_empty() || !form.refused.is_empty()
}

/// The errors of files that were refused while they arrived.
///
/// # Errors
/// `Refused(FormInvalid)` for a reason that no file has.
pub(super) fn refused(form: &SettingsForm) -> Result<Vec<FieldError>, Error> {
    let why = |word: &str| {
        word.parse::<ErrorCode>()
            .map_err(|_unknown: UnknownWord| Error::refused(ErrorCode::FormInvalid))
    };
    // One field, so one reason.
    let first = form
        .refused
        .first()
        .map(|file| why(&file.why))
        .transpose()?;
    let error = first.map(|code| field(SettingName::Logo, code));
    Ok(error.into_iter().collect())
}

/// The refusal with the file's name and the limit for the sentence at the field.
pub(super) fn named(refusal: Refusal, form: &SettingsForm) -> Refusal {
    let Some(file) = form.refused.first() else {
        return refusal;
    };
    let refusal = refusal.with(&figure_at("title", LOGO), &file.name);
    let most = match file.why.parse() {
        Ok(ErrorCode::PictureBytes) => Some(limits::BYTES >> 20),
        Ok(ErrorCode::PicturePixels) => Some(limits::MEGAPIXELS),
        Ok(_) | Err(_) => None,
    };
    match most {
        Some(most) => refusal.with(&figure_at("count", LOGO), most),
        None => refusal,
    }
}
