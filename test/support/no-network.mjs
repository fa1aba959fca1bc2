// Loaded before a program (`node --import`): whatever reaches for the network is told on standard error, and refused.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

/** @param {string} what */
const refuse = (what) =>
  function refused() {
    process.stderr.write(`NETWORK ${what}\n`);
    throw new Error(`${what} is not allowed here`);
  };

// http, https, tls, fetch and their like all come down to these.
net.Socket.prototype.connect = refuse('connect');
net.Server.prototype.listen = refuse('listen');
dgram.createSocket = refuse('datagram');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  dns[name] = refuse(name);
  dns.promises[name] = refuse(name);
}
