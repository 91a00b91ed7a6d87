// Follow a running job: the server tells once a second how far it is.
const box = document.getElementById("progress");
const words = document.getElementById("progress-words");
const bar = document.getElementById("progress-bar");
const unread = document.getElementById("unread");

if (box.dataset.live) {
  const stream = new EventSource("/jobs/progress");
  stream.addEventListener("progress", (event) => {
    const { running, job } = JSON.parse(event.data);
    if (!job || job.ended) {
      words.textContent = running.length ? `Starting: ${running.join(", ")}` : "Done.";
      return;
    }
    bar.max = Math.max(1, job.done + job.left);
    bar.value = job.done;
    unread.textContent = job.left.toLocaleString("en");
    words.textContent = `${running.length ? `Running: ${running.join(", ")}` : "In another process, or killed"} · ${job.done} done, ${job.failed} failed, ${job.left} unread in all`;
  });
  stream.addEventListener("end", () => {
    stream.close();
    location.reload();
  });
}
