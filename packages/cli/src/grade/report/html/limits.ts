import { type Markup, markup } from '../markup.ts';

/** What nobody may conclude from the report. */
export function limits(): Markup {
  return markup`<section class="limits" aria-labelledby="limits"><h2 id="limits">What this report cannot tell</h2>
<div class="sheet">
<p>The client was seen in a sandbox: the same rules, refusals and limits as the published Users API, and not the original.</p>
<ul>
<li>What the client was not asked in the sandbox, it has not shown.</li>
<li>Where the published documentation is silent, the sandbox had to decide; the original may decide otherwise.</li>
<li>Answers came within milliseconds on the same machine. Real networks are slower, and lose more.</li>
<li>Tokens and page tokens have the sandbox’s own form: a client that looks inside may pass here and fail there.</li>
</ul>
<p>The whole list is in Rollcall’s documentation: <code>docs/limits.md</code>, “What the sandbox cannot tell you”.</p>
</div></section>`;
}
