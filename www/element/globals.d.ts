/** The page's object; see goes-with-page.js. */
interface Window {
  goeswith?: any;
}

/** The languages that have a message file, put in by the build. */
declare const LANGUAGES: string[];
