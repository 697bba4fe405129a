import Foundation
import Testing

@testable import BadgeCLI

/// An https server on a free port of 127.0.0.1, with a certificate of its own authority, `ca.pem`.
final class WebServer {
  let folder: TemporaryFolder
  let port: Int
  private let process: ChildProcess

  init() throws {
    folder = try TemporaryFolder()
    let made = try Tool.shell(
      """
      set -e
      mkdir www
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 2 \
        -subj /CN=Tests -addext basicConstraints=critical,CA:TRUE
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr -subj /CN=localhost
      echo 'subjectAltName=DNS:localhost,IP:127.0.0.1' > names
      openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out server.pem
      """, in: folder.url)
    guard made.status == 0 else { throw IssuerFolder.Refusal(errors: made.errors) }
    try folder.file("server.py", Data(Self.program.utf8))
    process = try ChildProcess(
      ["/usr/bin/python3", "server.py"], ["PATH": "/usr/bin:/bin"], in: folder.url.path,
      input: .file(URL(filePath: "/dev/null")), output: folder.url.appending(path: "out"),
      errors: folder.url.appending(path: "err"))
    var port: Int?
    for _ in 0..<600 {
      if let text = try? folder.text("port"), let number = Int(text) {
        port = number
        break
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    guard let port else { throw IssuerFolder.Refusal(errors: (try? folder.text("err")) ?? "") }
    self.port = port
  }

  deinit { stop() }

  private var isStopped = false

  func stop() {
    guard !isStopped else { return }
    isStopped = true
    process.end()
    _ = try? process.wait()
  }

  func serve(_ path: String, _ bytes: [UInt8]) throws {
    let file = folder.url.appending(path: "www" + path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func badge(_ line: String) throws -> Tool.Result { try Tool.shell("\"$BADGE\" \(line)", in: folder.url) }

  /// The paths that were asked for, in order.
  func log() throws -> [String] {
    ((try? folder.text("log")) ?? "").split(separator: "\n").map(String.init)
  }

  /// Documents are dated to the second.
  func waitForNextSecond() throws {
    let now = TimeArgument.now
    while TimeArgument.now == now { Thread.sleep(forTimeInterval: 0.05) }
  }

  private static let program = """
    import http.server, os, ssl, time
    class Handler(http.server.SimpleHTTPRequestHandler):
        def redirect(self, target):
            self.send_response(302)
            self.send_header('Location', target)
            self.end_headers()
        def do_GET(self):
            path = self.path
            if path.startswith('/to/'): return self.redirect(path[3:])
            if path == '/http': return self.redirect('http://localhost:%d/status/1' % self.server.server_address[1])
            if path == '/file': return self.redirect('file:///etc/passwd')
            if path == '/userinfo': return self.redirect('https://a@localhost:%d/status/1' % self.server.server_address[1])
            if path == '/loop': return self.redirect('/loop')
            if path == '/error': return self.send_error(500)
            if path == '/close': return self.connection.close()
            if path == '/slow': time.sleep(6)
            if path in ('/large', '/endless', '/drip'):
                self.send_response(200)
                if path == '/large': self.send_header('Content-Length', str(9 << 20))
                self.end_headers()
                try:
                    for _ in range(9 if path == '/large' else 100):
                        self.wfile.write(b' ' * (1 if path == '/drip' else 1 << 20))
                        if path == '/drip': time.sleep(0.1)
                except OSError: pass
                return
            try: super().do_GET()
            except OSError: pass
        def log_message(self, *arguments):
            pass
        def log_request(self, *arguments):
            with open('../log', 'a') as log: log.write(self.path + '\\n')
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain('server.pem', 'server.key')
    server.socket = context.wrap_socket(server.socket, server_side=True)
    os.chdir('www')
    with open('../port.new', 'w') as port: port.write(str(server.server_address[1]))
    os.rename('../port.new', '../port')
    server.serve_forever()
    """
}
