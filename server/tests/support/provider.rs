//! A provider of OpenID Connect over HTTP: it asks nobody, signs with a key of its own, and lies as it is told.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use axum::{
    Form, Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chrono::TimeDelta;
use reqwest::{Client, redirect::Policy};
use ring::{
    hmac,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};
use services::{Clock, ProviderSettings};
use sha2::{Digest, Sha256};
use tokio::{net::TcpListener, task::AbortHandle};

use super::house::StoppedClock;

pub const CLIENT: &str = "single-offer";
pub const SECRET: &str = "hush-of-the-client";

/// What it tells wrongly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lie {
    #[default]
    None,
    WrongAudience,
    SecondAudience,
    WrongIssuer,
    Expired,
    WrongNonce,
    NoNonce,
    /// Another key under the name of the right one.
    ForgedSignature,
    /// The claims were changed after they were signed.
    ChangedAfterwards,
    UnknownKey,
    /// `alg: none`.
    Unsigned,
    /// With the secret that both know, which is no key of the provider's own.
    SharedSecret,
    NoToken,
    NotJson,
}

/// Whom it vouches for.
#[derive(Clone, Debug)]
pub struct Vouch {
    pub subject: String,
    pub email: Option<String>,
    pub verified: Option<bool>,
    /// Says the address only when it is asked for it, as many do.
    pub in_user_info: bool,
}

pub struct Provider {
    pub issuer: String,
    desk: Arc<Desk>,
    running: AbortHandle,
}

struct Desk {
    issuer: String,
    clock: Arc<StoppedClock>,
    told: Mutex<Told>,
}

struct Told {
    lie: Lie,
    vouch: Vouch,
    key: Key,
    asked: HashMap<String, HashMap<String, String>>,
    codes: u32,
}

/// A key pair and the name it goes by.
struct Key {
    name: String,
    pair: EcdsaKeyPair,
}

impl Key {
    fn new(name: &str) -> Self {
        let chance = SystemRandom::new();
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &chance).unwrap();
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, made.as_ref(), &chance);
        Self {
            name: name.to_owned(),
            pair: pair.unwrap(),
        }
    }

    fn public(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let (x, y) = (&point[1..33], &point[33..65]);
        json!({
            "kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "kid": self.name,
            "x": URL_SAFE_NO_PAD.encode(x), "y": URL_SAFE_NO_PAD.encode(y),
        })
    }

    fn sign(&self, name: &str, claims: &Value) -> String {
        let signed = unsigned(
            &json!({ "alg": "ES256", "typ": "JWT", "kid": name }),
            claims,
        );
        let signature = self
            .pair
            .sign(&SystemRandom::new(), signed.as_bytes())
            .unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

fn unsigned(head: &Value, claims: &Value) -> String {
    let part = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    format!("{}.{}", part(head), part(claims))
}

impl Provider {
    /// Vouches for `email`, on a free port, by the clock of the story.
    pub async fn start(clock: &Arc<StoppedClock>, email: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let desk = Arc::new(Desk {
            issuer: issuer.clone(),
            clock: clock.clone(),
            told: Mutex::new(Told {
                lie: Lie::None,
                vouch: Vouch {
                    subject: format!("subject of {email}"),
                    email: Some(email.to_owned()),
                    verified: Some(true),
                    in_user_info: false,
                },
                key: Key::new("first"),
                asked: HashMap::new(),
                codes: 0,
            }),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(configuration))
            .route("/keys", get(keys))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/user", get(user))
            .with_state(desk.clone());
        let running = tokio::spawn(async move {
            axum::serve(listener, router).await.unwrap();
        });
        Self {
            issuer,
            desk,
            running: running.abort_handle(),
        }
    }

    /// As whoever runs the house writes it down.
    pub fn settings(&self) -> ProviderSettings {
        ProviderSettings {
            id: "kent".to_owned(),
            name: "Kent County Council".to_owned(),
            issuer: self.issuer.clone(),
            client_id: CLIENT.to_owned(),
            client_secret: Some(SECRET.to_owned()),
            domains: vec!["kent.example".to_owned()],
        }
    }

    pub fn lie(&self, lie: Lie) {
        self.desk.told.lock().unwrap().lie = lie;
    }

    pub fn vouch(&self, change: impl FnOnce(&mut Vouch)) {
        change(&mut self.desk.told.lock().unwrap().vouch);
    }

    /// From now on it signs with another key.
    pub fn change_key(&self) {
        self.desk.told.lock().unwrap().key = Key::new("second");
    }

    pub fn stop(&self) {
        self.running.abort();
    }

    /// What the browser of somebody who is let in is sent on to.
    pub async fn visit(&self, address: &str) -> String {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        let answer = client.get(address).send().await.unwrap();
        let status = answer.status();
        let to = answer
            .headers()
            .get(header::LOCATION)
            .map(|to| to.to_str().unwrap().to_owned());
        match to {
            Some(to) => to,
            None => panic!("{status} {}", answer.text().await.unwrap()),
        }
    }
}

async fn configuration(State(desk): State<Arc<Desk>>) -> Json<Value> {
    let issuer = &desk.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/user"),
        "jwks_uri": format!("{issuer}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "HS256", "none"],
    }))
}

async fn keys(State(desk): State<Arc<Desk>>) -> Json<Value> {
    let key = desk.told.lock().unwrap().key.public();
    Json(json!({ "keys": [key] }))
}

/// Holds the request to what the protocol asks of it, lets everybody in and sends them back.
async fn authorize(
    State(desk): State<Arc<Desk>>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("code_challenge_method", "S256"),
    ] {
        if asked.get(name).map(String::as_str) != Some(value) {
            return (StatusCode::BAD_REQUEST, format!("{name} is not {value}")).into_response();
        }
    }
    for name in ["state", "nonce", "code_challenge"] {
        if asked.get(name).is_none_or(|text| text.len() < 32) {
            return (StatusCode::BAD_REQUEST, format!("{name} is too short")).into_response();
        }
    }
    let scope = asked.get("scope").cloned().unwrap_or_default();
    if !scope.split(' ').any(|scope| scope == "openid") {
        return (StatusCode::BAD_REQUEST, "no scope openid").into_response();
    }
    let back = asked["redirect_uri"].clone();
    let state = asked["state"].clone();
    let mut told = desk.told.lock().unwrap();
    told.codes += 1;
    let code = format!("code-that-opens-number-{}", told.codes);
    told.asked.insert(code.clone(), asked);
    Redirect::to(&format!(
        "{back}?code={code}&state={state}&iss={}",
        desk.issuer
    ))
    .into_response()
}

async fn token(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    let refuse =
        |error: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response();
    let who = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{SECRET}")));
    if headers
        .get(header::AUTHORIZATION)
        .map(|who| who.to_str().unwrap())
        != Some(who.as_str())
    {
        return refuse("invalid_client");
    }
    let mut told = desk.told.lock().unwrap();
    // A code works once.
    let Some(asked) = form.get("code").and_then(|code| told.asked.remove(code)) else {
        return refuse("invalid_grant");
    };
    let verifier = form.get("code_verifier").cloned().unwrap_or_default();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
    if asked["code_challenge"] != challenge || form.get("redirect_uri") != asked.get("redirect_uri")
    {
        return refuse("invalid_grant");
    }
    if told.lie == Lie::NotJson {
        return "this is no JSON".into_response();
    }
    let mut answer = json!({
        "access_token": "token-for-the-user-info", "token_type": "Bearer", "expires_in": 300,
    });
    if told.lie != Lie::NoToken {
        answer["id_token"] = id_token(&desk, &told, &asked).into();
    }
    Json(answer).into_response()
}

fn id_token(desk: &Desk, told: &Told, asked: &HashMap<String, String>) -> String {
    let now = desk.clock.now();
    let expires = match told.lie {
        Lie::Expired => now,
        _ => now + TimeDelta::minutes(5),
    };
    let mut claims = json!({
        "iss": match told.lie { Lie::WrongIssuer => "https://evil.example", _ => &desk.issuer },
        "aud": match told.lie {
            Lie::WrongAudience => json!("another-service"),
            Lie::SecondAudience => json!([CLIENT, "another-service"]),
            _ => json!(CLIENT),
        },
        "sub": told.vouch.subject,
        "iat": now.timestamp(),
        "exp": expires.timestamp(),
        "nonce": match told.lie { Lie::WrongNonce => "of-another-sign-in", _ => &asked["nonce"] },
    });
    if told.lie == Lie::NoNonce {
        claims.as_object_mut().unwrap().remove("nonce");
    }
    if !told.vouch.in_user_info {
        say_address(&told.vouch, &mut claims);
    }
    match told.lie {
        Lie::ForgedSignature => Key::new("forged").sign(&told.key.name, &claims),
        Lie::UnknownKey => Key::new("forged").sign("forged", &claims),
        Lie::ChangedAfterwards => {
            let token = told.key.sign(&told.key.name, &claims);
            let signature = token.rsplit_once('.').unwrap().1;
            claims["email"] = "priya@kent.example".into();
            let head = json!({ "alg": "ES256", "typ": "JWT", "kid": told.key.name });
            format!("{}.{signature}", unsigned(&head, &claims))
        }
        Lie::Unsigned => format!("{}.", unsigned(&json!({ "alg": "none" }), &claims)),
        Lie::SharedSecret => {
            let signed = unsigned(&json!({ "alg": "HS256" }), &claims);
            let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
            let tag = hmac::sign(&key, signed.as_bytes());
            format!("{signed}.{}", URL_SAFE_NO_PAD.encode(tag))
        }
        _ => told.key.sign(&told.key.name, &claims),
    }
}

fn say_address(vouch: &Vouch, claims: &mut Value) {
    if let Some(email) = &vouch.email {
        claims["email"] = email.as_str().into();
    }
    if let Some(verified) = vouch.verified {
        claims["email_verified"] = verified.into();
    }
}

async fn user(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Response {
    if headers.get(header::AUTHORIZATION).map(|who| who.as_bytes())
        != Some(b"Bearer token-for-the-user-info".as_slice())
    {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let told = desk.told.lock().unwrap();
    let mut claims = json!({ "sub": told.vouch.subject });
    say_address(&told.vouch, &mut claims);
    Json(claims).into_response()
}
