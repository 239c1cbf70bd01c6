//! A browser: keeps cookies, says where its requests come from, and follows no redirect by itself.

use std::{sync::Arc, time::Duration};

use app::posts::address;
use reqwest::{
    Client, Method, RequestBuilder, Response, Url,
    cookie::{CookieStore, Jar},
    header,
    redirect::Policy,
};

pub struct Browser {
    client: Client,
    jar: Arc<Jar>,
    site: String,
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    pub status: u16,
    pub headers: header::HeaderMap,
    pub text: String,
}

impl Browser {
    pub fn at(site: &str) -> Self {
        let jar = Arc::new(Jar::default());
        let client = Client::builder()
            .cookie_provider(jar.clone())
            // The server ends connections that nobody uses: nothing goes out on one as it ends.
            .pool_idle_timeout(Duration::from_secs(2))
            .redirect(Policy::none())
            .build()
            .unwrap();
        Self {
            client,
            jar,
            site: site.to_owned(),
        }
    }

    /// The address of the first term of this offer whose page says these words.
    pub async fn term_that_says(&self, reference: &str, words: &str) -> String {
        for number in 1..40 {
            let address = format!("/offers/{reference}/terms/{number}");
            let page = self.get(&address).await;
            if page.status == 200 && page.says(words) {
                return address;
            }
        }
        panic!("no term of {reference} says {words}");
    }

    /// The same browser at another server of the same house: with the cookies it has.
    pub fn also_at(&self, site: &str) -> Self {
        Self {
            client: self.client.clone(),
            jar: self.jar.clone(),
            site: site.to_owned(),
        }
    }

    /// The cookie as it would be sent.
    pub fn cookie(&self) -> String {
        let site: Url = self.site.parse().unwrap();
        let cookie = self.jar.cookies(&site).expect("a cookie");
        cookie.to_str().unwrap().to_owned()
    }

    /// The address of the site it visits.
    pub fn site(&self) -> &str {
        &self.site
    }

    pub async fn get(&self, path: &str) -> Page {
        page(self.request(Method::GET, path).send().await.unwrap()).await
    }

    /// As the browser sends a form of the site itself.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.form(path, &encode(fields));
        self.send(request.header(header::ORIGIN, &self.site)).await
    }

    /// A form with nothing that says where it comes from.
    pub fn form(&self, path: &str, body: &str) -> RequestBuilder {
        self.request(Method::POST, path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.to_owned())
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.site))
    }

    pub async fn send(&self, request: RequestBuilder) -> Page {
        page(request.send().await.unwrap()).await
    }
}

async fn page(response: Response) -> Page {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let kind = headers.get(header::CONTENT_TYPE);
    // A stream never ends: whoever asks for it as for a page sees its head, and leaves.
    let is_stream = kind.is_some_and(|kind| kind == "text/event-stream");
    let text = if is_stream {
        String::new()
    } else {
        response.text().await.unwrap()
    };
    Page {
        status,
        headers,
        text,
    }
}

pub fn encode(fields: &[(&str, &str)]) -> String {
    let pairs = fields
        .iter()
        .map(|(name, text)| format!("{}={}", address::text(name), address::text(text)));
    pairs.collect::<Vec<_>>().join("&")
}

impl Page {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Where it sends the browser.
    pub fn to(&self) -> &str {
        self.header("location").unwrap_or_default()
    }

    pub fn title(&self) -> &str {
        between(&self.text, "<title>", "</title>")
    }

    pub fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }
}

pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start)
        .and_then(|(_, rest)| rest.split_once(end))
        .map_or("", |(inside, _)| inside)
}
