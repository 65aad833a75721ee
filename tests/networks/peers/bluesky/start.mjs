// Bluesky's own development server, heard on this machine only. Its first line says its address.
// What it is told on its input: `ahead` makes it believe that it is three hours later, `back` ends
// that; the end of the input ends it.
import net from 'node:net'
import readline from 'node:readline'
import { mock } from 'node:test'
import { TestNetworkNoAppView } from '@atproto/dev-env'

const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...others) {
  const place = typeof port === 'number' ? [port, '127.0.0.1'] : [port]
  return listen.call(this, ...place, ...others)
}

const THREE_HOURS = 3 * 60 * 60 * 1000
const say = (line) => process.stdout.write(line + '\n')

const network = await TestNetworkNoAppView.create()
say(`http://127.0.0.1:${network.pds.port}`)

for await (const told of readline.createInterface({ input: process.stdin })) {
  if (told === 'ahead') mock.timers.enable({ apis: ['Date'], now: Date.now() + THREE_HOURS })
  if (told === 'back') mock.timers.reset()
  say(told)
}
await network.close()
process.exit(0)
