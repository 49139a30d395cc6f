// A program that wants the forge's URL and a token, and finds both in its environment: api.mjs OWNER REPO
// makes a few calls and prints what it got as one JSON document.
import {giteaApi} from 'gitea-js';

const [owner, repo] = process.argv.slice(2);
const base = process.env.GITEA_SERVER_URL;
const api = giteaApi(base, {token: process.env.GITEA_SERVER_TOKEN, customFetch: fetch});

const version = await api.version.getVersion();
const user = await api.user.userGetCurrent();
const issues = await api.repos.issueListIssues(owner, repo, {state: 'all', limit: 1, page: 1});
const next = /<([^>]+)>; rel="next"/.exec(issues.headers.get('link') ?? '')?.[1];
const created = await api.repos.issueCreateIssue(owner, repo, {title: 'Found through the door'});
const refused = await api.repos.repoDelete(owner, repo).then(() => 'done', answer => answer.error?.message);
console.log(JSON.stringify({
    base,
    token: process.env.GITEA_SERVER_TOKEN,
    version: version.data.version,
    user: user.data.login,
    next,
    nextPage: next && (await fetch(next)).status,
    issue: issues.data[0].url,
    created: created.data.number,
    page: created.data.html_url,
    again: (await fetch(created.data.url)).status,
    refused,
}));
