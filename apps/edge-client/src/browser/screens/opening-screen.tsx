/** Until it is known what the link leads to: the line that the page itself opens with (index.html), so that nothing flickers. */
export const OpeningScreen = () => (
  <p className="opening" role="status">
    Opening the invitation…
  </p>
);
