//! `/agreements/{ref}/verify`: whether a copy that somebody holds is one that was issued. The file is digested and
//! forgotten; what stands in it, a digest that is printed in it included, is never believed.

use axum::{
    RequestExt,
    body::Body,
    extract::{DefaultBodyLimit, Multipart, Request, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, post},
};
use domain::agreement::{Digest, SheetState};
use leptos::prelude::*;
use services::agreements::{Check, Found, Matched};
use services::{Fault, Refusal};

use super::{at, signatures};
use crate::{
    app::draw,
    components::{
        Button, ButtonKind, Details, ErrorMessage, ErrorSummary, Hint, Input, Label,
        NotificationBanner, SummaryError, SummaryList, SummaryRow, Tag, WarningText,
    },
    london,
    page::{Asked, Away, House, Page, page},
    posts::{Typed, address},
};

/// The largest file that is looked at. What is printed here is a tenth of it.
const LARGEST: usize = 20 * 1024 * 1024;

/// The field of the file, and the question in the address.
const FILE: &str = "file";
const SHA256: &str = "sha256";

/// `/agreements/{ref}/verify`.
#[component]
pub fn VerifyPage() -> impl IntoView {
    page(load, show)
}

struct Verifying {
    reference: String,
    title: String,
    /// What was typed as a digest, and is none.
    typed: Option<String>,
    check: Option<Check>,
    fault: Option<String>,
    digest_fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Verifying, Away> {
    let reference = at::reference(&asked)?;
    let (agreements, viewer) = (asked.services().agreements(), asked.signed_in());
    let view = at::read(&asked, None).await?;
    let wanted = asked.query(SHA256).map(str::trim);
    let wanted = wanted.filter(|text| !text.is_empty());
    let (mut check, mut digest_fault) = (None, None);
    match wanted.map(str::parse::<Digest>) {
        Some(Ok(digest)) => {
            let found = agreements.verify_digest(viewer, &reference, digest).await?;
            check = Some(found);
        }
        Some(Err(fault)) => digest_fault = Some(fault.to_string()),
        None => {}
    }
    let fault = asked.typed().and_then(|typed| typed.fault(FILE));
    Ok(Verifying {
        reference: reference.to_string(),
        title: view.content.head.title,
        typed: wanted.filter(|_| digest_fault.is_some()).map(str::to_owned),
        check,
        fault: fault.map(str::to_owned),
        digest_fault,
    })
}

fn show(shown: Verifying) -> impl IntoView {
    let Verifying {
        reference,
        title,
        typed,
        check,
        fault,
        digest_fault,
    } = shown;
    let home = format!("/agreements/{reference}");
    let own = format!("{home}/verify");
    let errors: Vec<_> = [(FILE, &fault), (SHA256, &digest_fault)]
        .into_iter()
        .filter_map(|(field, fault)| Some(SummaryError::at(field, fault.as_deref()?)))
        .collect();
    let wrong = !errors.is_empty();
    let answer = check.map(|check| answer(check, &reference));
    let name = format!("Check a copy of agreement {reference}");
    view! {
        <Page title=name back=(format!("Agreement {reference}"), home) narrow=true wrong>
            <ErrorSummary errors/>
            {answer}
            <span class="govuk-caption-l">{format!("{reference} {title}")}</span>
            <h1 class="govuk-heading-l">"Check a copy of this agreement"</h1>
            <p class="govuk-body">
                "Choose the PDF or Word file that you hold. We compare it, byte for byte, with what was stored when the agreement was issued. Nothing printed inside the file is relied on, and the file is not kept."
            </p>
            {upload(&own, fault)}
            <Details summary="Check a SHA-256 instead" open=digest_fault.is_some()>
                <p class="govuk-body">
                    "Anybody can work out the SHA-256 of a file on their own computer. The one that is printed on each page belongs to the text, and is found here as well."
                </p>
                <form method="get" action=own.clone() novalidate>
                    <Input
                        name=SHA256
                        label="SHA-256"
                        hint="64 digits, from 0 to 9 and from a to f"
                        value=typed
                        error=digest_fault
                        spellcheck=false
                    />
                    <Button kind=ButtonKind::Secondary>"Check this SHA-256"</Button>
                </form>
            </Details>
        </Page>
    }
}

fn upload(own: &str, fault: Option<String>) -> impl IntoView + use<> {
    let group = if fault.is_some() {
        "govuk-form-group govuk-form-group--error"
    } else {
        "govuk-form-group"
    };
    let field = if fault.is_some() {
        "govuk-file-upload govuk-file-upload--error"
    } else {
        "govuk-file-upload"
    };
    let described = if fault.is_some() {
        "file-hint file-error"
    } else {
        "file-hint"
    };
    let fault = fault.map(|text| view! { <ErrorMessage id="file-error" text/> });
    view! {
        <form method="post" action=own.to_owned() enctype="multipart/form-data" novalidate>
            <div class=group>
                <Label for_id=FILE text="Your copy" class="govuk-label--s"/>
                <Hint id="file-hint">"A file of up to 20 MB"</Hint>
                {fault}
                <input class=field type="file" id=FILE name=FILE aria-describedby=described/>
            </div>
            <Button>"Check this file"</Button>
        </form>
    }
}

fn answer(check: Check, reference: &str) -> AnyView {
    let digest = check.digest.to_string();
    match check.found {
        None => {
            let words = format!(
                "This is no copy of agreement {reference} that was issued. It may have been changed, \
                 or saved anew by another program: even one byte that differs is another file."
            );
            view! {
                <WarningText>{words}</WarningText>
                <p class="govuk-body">"SHA-256 of what you checked: " <code class="so-digest">{digest}</code></p>
            }
            .into_any()
        }
        Some(found) => {
            let words = what(&found, reference);
            let (tag, colour) = if found.is_in_force {
                ("In force", crate::components::TagColour::Green)
            } else {
                signatures::state(found.state)
            };
            let href = format!("/agreements/{reference}/versions/{}", found.version);
            let link = format!("Read version {}", found.version);
            let not_signed = (found.state != SheetState::Signed).then(|| {
                view! { <p class="govuk-body">"It was issued for signature, and this issue was not signed by everybody. It binds nobody."</p> }
            });
            let rows = vec![
                SummaryRow::new(
                    "Version",
                    view! { <a class="govuk-link" href=href>{link}</a> },
                ),
                SummaryRow::new("Issued on", london::day(found.issued_at)),
                SummaryRow::new("How it stands", view! { <Tag text=tag colour/> }),
                SummaryRow::new("SHA-256", view! { <code class="so-digest">{digest}</code> }),
            ];
            view! {
                <NotificationBanner success=true text=words/>
                {not_signed}
                <SummaryList rows/>
            }
            .into_any()
        }
    }
}

fn what(found: &Found, reference: &str) -> String {
    let version = found.version;
    match &found.what {
        Matched::Document(kind) => format!(
            "This is the {} of version {version} of agreement {reference}, exactly as it was issued.",
            kind.label()
        ),
        Matched::Text => {
            format!(
                "This is the SHA-256 of the text of version {version} of agreement {reference}."
            )
        }
        Matched::MemorandumPdf(_) => format!(
            "This is the PDF of a memorandum of understanding in version {version} of agreement {reference}, exactly as it was put out for signature."
        ),
        Matched::Memorandum(_) => format!(
            "This is the SHA-256 of a memorandum of understanding in version {version} of agreement {reference}."
        ),
        Matched::Part(part) => format!(
            "This is the SHA-256 of the part “{part}” of version {version} of agreement {reference}."
        ),
    }
}

/// The handler of the file, which is larger than any form.
pub fn upload_to() -> MethodRouter<House> {
    post(sent).layer(DefaultBodyLimit::max(LARGEST))
}

async fn sent(State(house): State<House>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    match checked(&asked, &parts, body).await {
        Ok(digest) => {
            let address = format!("{}?{SHA256}={}", asked.path(), address::text(&digest));
            Redirect::to(&address).into_response()
        }
        Err(Refusal::Invalid(faults)) => {
            let typed = Typed::with_faults(faults);
            draw(asked.with(typed), parts, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(refusal) => at::refused(&asked, refusal),
    }
}

/// Whoever may not read the agreement is told so before their file is read.
async fn checked(asked: &Asked, parts: &Parts, body: Body) -> Result<String, Refusal> {
    let reference = at::reference(asked)?;
    let (agreements, viewer) = (asked.services().agreements(), asked.signed_in());
    at::read(asked, None).await?;
    let bytes = file(parts, body).await?;
    let check = agreements.verify(viewer, &reference, &bytes).await?;
    Ok(check.digest.to_string())
}

async fn file(parts: &Parts, body: Body) -> Result<Vec<u8>, Refusal> {
    let broken_off = || Refusal::fault(FILE, "The file broke off before its end. Choose it again");
    let mut request = Request::new(body);
    *request.headers_mut() = parts.headers.clone();
    *request.extensions_mut() = parts.extensions.clone();
    let mut form = (request.extract::<Multipart, _>().await).map_err(|_| nothing())?;
    while let Some(field) = form.next_field().await.map_err(|_| broken_off())? {
        if field.name() != Some(FILE) {
            continue;
        }
        let bytes = field.bytes().await.map_err(|fault| {
            if fault.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Refusal::fault(FILE, "Choose a file of up to 20 MB")
            } else {
                broken_off()
            }
        })?;
        return if bytes.is_empty() {
            Err(nothing())
        } else {
            Ok(bytes.into())
        };
    }
    Err(nothing())
}

fn nothing() -> Refusal {
    Refusal::Invalid(vec![Fault {
        field: FILE.to_owned(),
        words: "Choose the file that you hold".to_owned(),
    }])
}
