package dev.gatehouse.broker.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LastCallTest {
    private static final int ANSWER_BYTES = 1 << 20;

    @TempDir Path directory;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private SocketChannel client;
    private Channel server;
    private LastCall lastCall;

    @BeforeEach
    void connect() throws Exception {
        Path path = directory.resolve("s");
        new ServerBootstrap()
                .group(loops)
                .channel(EpollServerDomainSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(new Witness());
                                accepted.add(channel);
                            }
                        })
                .bind(new DomainSocketAddress(path.toFile()))
                .syncUninterruptibly();
        client = SocketChannel.open(StandardProtocolFamily.UNIX);
        client.connect(UnixDomainSocketAddress.of(path));
        server = accepted.take();
        lastCall = new LastCall(server);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void losesNothingThatWasSent() throws Exception {
        client.write(bytes("asked in the last moment"));
        lastCall.begin(true);

        assertThat(seen.take()).isEqualTo("asked in the last moment");
        server.eventLoop().submit(lastCall::cancel).sync();
        server.writeAndFlush(server.alloc().buffer().writeZero(ANSWER_BYTES));
        ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);
        while (answer.hasRemaining() && client.read(answer) > 0) {}
        assertThat(answer.hasRemaining())
                .as("the answer is more than a socket takes at once")
                .isFalse();
    }

    @Test
    void endsAConnectionOnWhichNothingComes() throws Exception {
        lastCall.begin(true);

        assertThat(client.read(ByteBuffer.allocate(1))).as("end of input").isEqualTo(-1);
        assertThatThrownBy(() -> client.write(bytes("too late")))
                .as("the client hears that it was not heard")
                .isInstanceOf(IOException.class);
    }

    @Test
    void closesAfterAClientThatLeft() throws Exception {
        lastCall.begin(true);
        client.close();

        assertThat(server.closeFuture().await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waitsLongerForAFirstRequest() throws Exception {
        lastCall.begin(false);
        Thread.sleep(800);

        assertThat(client.write(bytes("slow"))).isEqualTo("slow".length());
    }

    @Test
    void letsARequestThatCameTakeItsTime() throws Exception {
        lastCall.begin(true);
        lastCall.cancel();
        Thread.sleep(800);

        assertThat(client.write(bytes("body"))).isEqualTo("body".length());
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private final class Witness extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            seen.add(bytes.toString(StandardCharsets.US_ASCII));
            bytes.release();
        }
    }
}
