/** The page's object; see goes-with-page.js. */
interface Window {
  goeswith?: any;
}
