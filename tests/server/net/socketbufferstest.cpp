// SPDX-License-Identifier: Apache-2.0
#include "server/net/socketbuffers.h"

#include "tests/server/net/rawclient.h"
#include "tests/support/testcase.h"

#include <QTcpServer>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace confab::tests {

namespace {

constexpr qsizetype large = 8 * 1024 * 1024; // more than the kernel takes of one who does not read

/// Two ends of a connection that have both read and written.
struct Ends {
    Ends()
    {
        if (!server.listen(QHostAddress::LocalHost))
            qFatal("no port to listen on");
        client.connectToHost(QHostAddress::LocalHost, server.serverPort());
        if (!waitUntil([this] { return server.hasPendingConnections(); }))
            qFatal("no connection");
        socket.reset(server.nextPendingConnection());
        exchange("hello");
    }

    void exchange(const QByteArray &text)
    {
        client.write(text);
        QVERIFY(waitUntil([&] { return socket->bytesAvailable() == text.size(); }));
        QCOMPARE(socket->readAll(), text);
        socket->write(text);
        QVERIFY(waitUntil([&] { return client.bytesAvailable() == text.size(); }));
        QCOMPARE(client.readAll(), text);
    }

    QTcpServer server;
    QTcpSocket client;
    std::unique_ptr<QTcpSocket> socket;
};

} // namespace

class SocketBuffersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void freesWhatASilentSocketHolds();
    void freesNothingInTheSecondAfterTraffic();
    void keepsBytesThatNobodyHasRead();
    void keepsBytesThatThePeerHasNotTaken();
    void leavesAClosedSocketAlone();
};

void SocketBuffersTest::freesWhatASilentSocketHolds()
{
    Ends ends;
    SocketBuffers buffers;
#ifdef __GLIBC__
    const size_t before = mallinfo2().uordblks; // 0 under a sanitizer
    buffers.rest(*ends.socket);
    buffers.rest(*ends.socket);
    if (before != 0)
        QVERIFY(before - mallinfo2().uordblks >= 48 * 1024);
#else
    buffers.release(*ends.socket);
#endif
    QVERIFY(ends.socket->isOpen());
    ends.exchange("again");
    buffers.release(*ends.socket);
    ends.exchange("and again");
}

void SocketBuffersTest::freesNothingInTheSecondAfterTraffic()
{
#ifdef __GLIBC__
    Ends ends;
    SocketBuffers buffers;
    const size_t before = mallinfo2().uordblks;
    buffers.rest(*ends.socket);
    buffers.use();
    buffers.rest(*ends.socket);
    QCOMPARE(mallinfo2().uordblks, before);
#endif
}

void SocketBuffersTest::keepsBytesThatNobodyHasRead()
{
    Ends ends;
    ends.client.write("unread");
    QVERIFY(waitUntil([&] { return ends.socket->bytesAvailable() == 6; }));
    SocketBuffers().release(*ends.socket);
    QCOMPARE(ends.socket->readAll(), QByteArray("unread"));
}

void SocketBuffersTest::keepsBytesThatThePeerHasNotTaken()
{
    Ends ends;
    const QByteArray bytes(large, 'x');
    ends.socket->write(bytes);
    ends.socket->flush();
    QVERIFY(ends.socket->bytesToWrite() > 0);
    SocketBuffers().release(*ends.socket);
    QByteArray arrived;
    QVERIFY(waitUntil([&] {
        arrived += ends.client.readAll();
        return arrived.size() == large;
    }));
    QCOMPARE(arrived, bytes);
}

void SocketBuffersTest::leavesAClosedSocketAlone()
{
    Ends ends;
    ends.socket->abort();
    SocketBuffers().release(*ends.socket);
    QVERIFY(!ends.socket->isOpen());
}

} // namespace confab::tests

using confab::tests::SocketBuffersTest;
CONFAB_TEST(SocketBuffersTest)
#include "socketbufferstest.moc"
