// A proxy of the kind that is written by hand: proxy.mjs SOCKET PORT TOKEN. Connections to the
// upstream are kept, and each call is a line on standard output.
import http from 'node:http';

const [socket, port, token] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });

const server = http.createServer((request, response) => {
  const headers = { ...request.headers, host: `127.0.0.1:${port}`, authorization: `token ${token}` };
  const upstream = http.request(
    { host: '127.0.0.1', port, agent, method: request.method, path: request.url, headers },
    (answer) => {
      console.log(`${new Date().toISOString()} ${request.method} ${request.url} ${answer.statusCode}`);
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
  upstream.on('error', () => response.headersSent ? response.destroy() : response.writeHead(502).end());
  request.pipe(upstream);
});
server.keepAliveTimeout = 600_000;
server.listen(socket);
