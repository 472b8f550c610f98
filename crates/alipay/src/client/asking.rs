//! One call, from its request to its record.

use super::record::{causes, kept, redacted, why};
use super::{Client, reading};
use crate::call::{CallRecord, CallResult, Called, Outcome, Unknown};
use crate::form::encode;
use crate::request::Ask;
use crate::time::format_shanghai;
use crate::transport::HttpResponse;

/// The raw result of a request.
pub(super) struct Exchange {
    pub(super) record: CallRecord,
    pub(super) http: Result<HttpResponse, Unknown>,
}

impl Client {
    pub(crate) async fn call<A: Ask>(&self, request: &A, now_ms: i64) -> Called<A::Response> {
        let biz_content = request.biz_content(self.config.charset);
        let sent = self.exchange(request.name(), &biz_content, request.notifies(), now_ms);
        let Exchange { mut record, http } = sent.await;
        let result = match http {
            Err(unknown) => CallResult::Unknown(unknown),
            Ok(http) => {
                let mut read = reading::read(request, &http, &self.config);
                if let Some(sn) = read.unknown_certificate.take() {
                    read = match self.fetch_certificate(&sn, now_ms).await {
                        Ok(()) => reading::read(request, &http, &self.config),
                        Err(refusal) => reading::Read::untrusted(refusal),
                    };
                }
                record.sign_ok = read.sign_ok;
                record.trouble = read.remark;
                read.result
            }
        };
        record.outcome = result.outcome();
        self.show(&record);
        Called { result, record }
    }

    /// Signs, sends and waits.
    pub(super) async fn exchange(
        &self,
        method: &str,
        biz_content: &str,
        notifies: bool,
        now_ms: i64,
    ) -> Exchange {
        let timestamp = format_shanghai(now_ms);
        let mut params = self.common(method, &timestamp);
        if notifies {
            self.add_address(&mut params, "notify_url");
        }
        let mut record = CallRecord {
            method: method.to_owned(),
            request_redacted: redacted(&params, biz_content),
            response_raw: String::new(),
            sign_ok: false,
            http_status: None,
            trace_id: None,
            trouble: None,
            outcome: Outcome::Unknown,
        };
        let signed = self.released(|| {
            let contents = self.contents(biz_content)?;
            Ok((self.sign(&params, &contents)?, contents))
        });
        let (sign, contents) = match signed.await {
            Ok(signed) => signed,
            Err(error) => {
                let http = Err(Unknown::Unsent(error));
                return Exchange { record, http };
            }
        };
        params.push(("sign", &sign));
        let url = self.address(params);
        let body = encode([("biz_content", &*contents)], self.config.charset);

        let http = match self.transport.post(&url, body).await {
            Err(error) => {
                record.trouble = Some(causes(&error));
                Err(why(&error))
            }
            Ok(http) => {
                record.http_status = Some(http.status);
                record.trace_id.clone_from(&http.trace_id);
                record.response_raw = kept(&http.body);
                Ok(http)
            }
        };
        Exchange { record, http }
    }

    pub(super) fn show(&self, record: &CallRecord) {
        if let Some(observer) = &self.observer {
            observer.called(record);
        }
    }
}
