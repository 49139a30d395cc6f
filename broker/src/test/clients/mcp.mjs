// What a model's program does: mcp.mjs ERA COMMAND [ARGUMENT]... starts the server COMMAND, speaks
// MCP with it over its standard streams, and prints what it got as one JSON document. ERA is legacy,
// or a revision.
import {Client} from '@modelcontextprotocol/client';
import {StdioClientTransport} from '@modelcontextprotocol/client/stdio';

const [era, command, ...args] = process.argv.slice(2);
const client = new Client(
    {name: 'gatehouse-test', version: '1'},
    {versionNegotiation: {mode: era === 'legacy' ? 'legacy' : {pin: era}}});
await client.connect(new StdioClientTransport({command, args, env: process.env, stderr: 'inherit'}));

const repository = 'charles/claude-hooks';
const call = (name, values) => client.callTool({name, arguments: {repository, ...values}});
const listed = await client.listTools();
const result = {
    server: client.getServerVersion()?.name,
    instructions: client.getInstructions(),
    tools: listed.tools.map(tool => tool.name),
    readOnly: listed.tools.filter(tool => tool.annotations?.readOnlyHint).map(tool => tool.name),
    issues: await call('issue_read', {action: 'list'}),
    created: await call('issue_write', {action: 'create', title: 'Found by a client'}),
    refused: await call('pr_write', {action: 'merge', number: 3, merge: true}),
    resources: (await client.listResources()).resources.map(resource => resource.uri),
    templates: (await client.listResourceTemplates()).resourceTemplates.map(one => one.uriTemplate),
    issue: (await client.readResource({uri: `forgejo://${repository}/issues/1`})).contents[0].text,
};
await client.close();
console.log(JSON.stringify(result));
