package dev.gatehouse.broker.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a line may hold of answers, over real sockets. The path of a call says how many bytes its
/// answer has.
@Timeout(30)
class LocalLineIT {
    private static final MultiThreadIoEventLoopGroup LOOPS =
            new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private static final int MIB = 1 << 20;

    @AfterAll
    static void stop() {
        LOOPS.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void answersOneCallAfterTheOther() throws IOException {
        try (LocalLine line = line(new AnswerMemory(MIB))) {
            for (int bytes : List.of(0, 1, 70_000)) {
                ForgeReply reply = line.call(ForgeRequest.get("/" + bytes));

                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.body()).hasSize(bytes);
            }
        }
    }

    @Test
    void refusesAnAnswerLargerThanALineMayHold() {
        AnswerMemory memory = new AnswerMemory(100L * MIB);
        try (LocalLine line = line(memory)) {
            assertThatThrownBy(() -> line.call(ForgeRequest.get("/" + (9 * MIB))))
                    .isInstanceOf(AnswerTooLarge.class)
                    .hasMessage("more than 8 MiB");
        }
        assertThat(memory.held()).as("nothing stays held").isZero();
    }

    @Test
    void countsAllAnswersOfALine() throws IOException {
        try (LocalLine line = line(new AnswerMemory(100L * MIB))) {
            line.call(ForgeRequest.get("/" + (5 * MIB)));

            assertThatThrownBy(() -> line.call(ForgeRequest.get("/" + (5 * MIB))))
                    .as("its caller still has the first")
                    .isInstanceOf(AnswerTooLarge.class);
        }
    }

    @Test
    void refusesWhatAllLinesTogetherHaveNoRoomFor() throws IOException {
        AnswerMemory memory = new AnswerMemory(6L * MIB);
        LocalLine first = line(memory);
        try (first;
                LocalLine second = line(memory)) {
            first.call(ForgeRequest.get("/" + (4 * MIB)));
            assertThatThrownBy(() -> second.call(ForgeRequest.get("/" + (4 * MIB))))
                    .isInstanceOf(LinesFull.class);
        }
        try (LocalLine third = line(memory)) {
            assertThat(third.call(ForgeRequest.get("/" + (4 * MIB))).body())
                    .as("the others have given back what they held")
                    .hasSize(4 * MIB);
        }
        assertThat(memory.held()).isZero();
    }

    private static LocalLine line(AnswerMemory memory) {
        return new LocalLine(LOOPS.next(), LocalLineIT::serve, memory);
    }

    private static void serve(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpServerCodec(), new HttpObjectAggregator(1), new Server());
    }

    /// Asks for every read itself, as a door does.
    private static final class Server extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.read();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.read();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            byte[] body =
                    "x"
                            .repeat(Integer.parseInt(request.uri().substring(1)))
                            .getBytes(StandardCharsets.US_ASCII);
            FullHttpResponse response =
                    new DefaultFullHttpResponse(
                            HttpVersion.HTTP_1_1,
                            HttpResponseStatus.OK,
                            Unpooled.wrappedBuffer(body));
            response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
            context.writeAndFlush(response);
        }
    }
}
