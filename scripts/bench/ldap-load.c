/*
 * Sends LDAP requests over a few connections and counts the answers: cheap enough not to be what is measured.
 *
 *   ldap-load PORT CONNECTIONS SECONDS FILE [renew]
 *
 * FILE holds requests one after the other, each behind its length (4 bytes, big-endian); the message number is an
 * INTEGER of 4 bytes. Each connection sends its next request when the last one is answered. With `renew`, each request
 * goes over a connection of its own, bind and unbind included, as Thunderbird does. The first fifth of the time is not
 * counted. Prints one line of JSON.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define RESULT_DONE 0x65
#define RESULT_ENTRY 0x64
#define BIND_RESPONSE 0x61

struct request { unsigned char *bytes; size_t length; };
struct connection { int fd; unsigned char *in; size_t have, room; double sent; int open; };

static const unsigned char BIND[] = {0x30, 0x0c, 2, 1, 1, 0x60, 7, 2, 1, 3, 4, 0, 0x80, 0};
static const unsigned char UNBIND[] = {0x30, 5, 2, 1, 3, 0x42, 0};

static struct request *requests;
static long request_count, next_request;
static struct sockaddr_in server;
static int poller, renew;
static double *delays;
static long done, entries, refused, capacity = 1 << 20;
static long long received;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void put(struct connection *c, const unsigned char *bytes, size_t length) {
  while (length > 0) {
    ssize_t n = send(c->fd, bytes, length, MSG_NOSIGNAL);
    if (n < 0) fail("send");
    bytes += n;
    length -= n;
  }
}

static void ask(struct connection *c) {
  struct request *r = &requests[next_request++ % request_count];
  put(c, r->bytes, r->length);
}

static void open_connection(struct connection *c) {
  int on = 1;
  c->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(c->fd, (struct sockaddr *)&server, sizeof server)) fail("connect");
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  c->have = 0;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
  epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event);
}

static void start(struct connection *c) {
  c->sent = now();
  if (renew) {
    open_connection(c);
    put(c, BIND, sizeof BIND);
  } else ask(c);
}

/* Length of the message at p and of its header; 0 while it is not whole. */
static size_t whole(const unsigned char *p, size_t have, size_t *header) {
  if (have < 2) return 0;
  size_t length = p[1], size = 0;
  if (length & 0x80) {
    size = length & 0x7f;
    if (have < 2 + size) return 0;
    length = 0;
    for (size_t i = 0; i < size; i++) length = length << 8 | p[2 + i];
  }
  *header = 2 + size;
  return have < 2 + size + length ? 0 : 2 + size + length;
}

static void take(struct connection *c, const unsigned char *operation) {
  if (*operation == RESULT_ENTRY) entries++;
  else if (*operation == BIND_RESPONSE) ask(c);
  else if (*operation == RESULT_DONE) {
    const unsigned char *code = operation + 2 + (operation[1] & 0x80 ? operation[1] & 0x7f : 0);
    /* 4 is the partial list that address books show. */
    if (code[2] != 0 && code[2] != 4) refused++;
    if (done == capacity) {
      capacity *= 2;
      delays = realloc(delays, capacity * sizeof *delays);
    }
    delays[done++] = now() - c->sent;
    if (renew) {
      put(c, UNBIND, sizeof UNBIND);
      close(c->fd);
    }
    start(c);
  }
}

static void read_from(struct connection *c) {
  if (c->room - c->have < 65536) {
    c->room = c->room * 2 + 131072;
    c->in = realloc(c->in, c->room);
  }
  ssize_t n = recv(c->fd, c->in + c->have, c->room - c->have, MSG_DONTWAIT);
  if (n == 0) {
    fprintf(stderr, "the server closed a connection\n");
    exit(1);
  }
  if (n < 0) return;
  received += n;
  c->have += n;
  size_t at = 0, header = 0, length;
  int fd = c->fd;
  while ((length = whole(c->in + at, c->have - at, &header)) > 0) {
    const unsigned char *number = c->in + at + header;
    at += length;
    take(c, number + 2 + number[1]);
    if (c->fd != fd || (renew && c->have == 0)) return;
  }
  memmove(c->in, c->in + at, c->have - at);
  c->have -= at;
}

static int by_value(const void *one, const void *other) {
  double a = *(const double *)one, b = *(const double *)other;
  return a < b ? -1 : a > b;
}

static double cpu(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1e-6 * (used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

static void read_requests(const char *path) {
  FILE *file = fopen(path, "rb");
  unsigned char head[4];
  if (file == NULL) fail(path);
  while (fread(head, 1, 4, file) == 4) {
    size_t length = (size_t)head[0] << 24 | head[1] << 16 | head[2] << 8 | head[3];
    requests = realloc(requests, (request_count + 1) * sizeof *requests);
    requests[request_count].bytes = malloc(length);
    requests[request_count].length = length;
    if (fread(requests[request_count++].bytes, 1, length, file) != length) fail("requests");
  }
  fclose(file);
}

int main(int count, char **args) {
  if (count < 5) return 2;
  int connections = atoi(args[2]);
  double seconds = atof(args[3]);
  renew = count > 5;
  read_requests(args[4]);
  server.sin_family = AF_INET;
  server.sin_port = htons(atoi(args[1]));
  inet_pton(AF_INET, "127.0.0.1", &server.sin_addr);
  delays = malloc(capacity * sizeof *delays);
  poller = epoll_create1(0);
  struct connection *all = calloc(connections, sizeof *all);
  for (int i = 0; i < connections; i++) {
    if (!renew) open_connection(&all[i]);
    start(&all[i]);
  }
  double begin = now(), counted = begin + seconds * 0.2, end = begin + seconds, used = 0;
  int counting = 0;
  while (now() < end) {
    struct epoll_event events[64];
    int ready = epoll_wait(poller, events, 64, 100);
    if (!counting && now() > counted) {
      counting = 1;
      counted = now();
      used = cpu();
      done = entries = refused = 0;
      received = 0;
    }
    for (int i = 0; i < ready; i++) read_from(events[i].data.ptr);
  }
  double time = now() - counted;
  used = cpu() - used;
  qsort(delays, done, sizeof *delays, by_value);
  printf("{\"rate\":%.1f,\"entries\":%.2f,\"refused\":%ld,\"p50\":%.3f,\"p99\":%.3f,\"max\":%.3f,\"cpu\":%.2f,\"megabytes\":%.1f}\n",
         done / time, done ? (double)entries / done : 0, refused, done ? delays[done / 2] * 1e3 : 0,
         done ? delays[done * 99 / 100] * 1e3 : 0, done ? delays[done - 1] * 1e3 : 0, used / time,
         received / time / 1e6);
  return 0;
}
