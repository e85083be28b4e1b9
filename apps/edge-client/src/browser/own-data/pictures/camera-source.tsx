import { Button, Group, Stack, Text } from '@mantine/core';
import { fitPicture, type PictureSize } from '@tributary/local-data';
import { useEffect, useRef, useState } from 'react';
import { describeCameraError, noCamera } from './describe-camera-error.ts';
import classes from './pictures.module.css';

interface CameraSourceProps {
  readonly size: PictureSize;
  /** The class that the next shot gets. */
  readonly className: string;
  readonly onShot: (pixels: Uint8Array) => void;
}

const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: 'environment', width: { ideal: 640 }, height: { ideal: 480 } },
};

const stop = (stream: MediaStream | null): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

/** Shots of the camera, which is asked for only when the person turns it on, and off again with this part. */
export const CameraSource = ({ size, className, onShot }: CameraSourceProps) => {
  const video = useRef<HTMLVideoElement>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const isGone = useRef(false);

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
    return () => stop(stream);
  }, [stream]);

  const turnOn = async () => {
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    if (devices === undefined) {
      setProblem(noCamera);
      return;
    }
    setIsAsking(true);
    setProblem(null);
    try {
      const opened = await devices.getUserMedia(CONSTRAINTS);
      // Who went on while the browser was still asking does not want a camera any more.
      if (isGone.current) return stop(opened);
      setStream(opened);
    } catch (error) {
      setProblem(describeCameraError(error));
    }
    setIsAsking(false);
  };
  const shoot = () => {
    const pixels = video.current && pixelsOf(video.current);
    if (pixels) onShot(fitPicture(pixels, size));
  };
  return (
    <Stack gap="xs">
      {stream === null ? (
        <>
          <Button variant="light" loading={isAsking} onClick={turnOn}>
            Turn the camera on
          </Button>
          <Text size="sm" c="dimmed" ta="center">
            Your browser asks first. Shots stay on this page; nothing is filmed.
          </Text>
        </>
      ) : (
        <>
          <video
            ref={video}
            className={classes.video}
            style={{ aspectRatio: `${size.width} / ${size.height}` }}
            autoPlay
            muted
            playsInline
            aria-label="What the camera sees"
          />
          <Group gap="xs" justify="center">
            <Button variant="light" onClick={shoot}>
              Take “{className}”
            </Button>
            <Button variant="default" onClick={() => setStream(null)}>
              Turn it off
            </Button>
          </Group>
        </>
      )}
      {problem !== null && (
        <Text role="alert" size="sm">
          {problem}
        </Text>
      )}
    </Stack>
  );
};

/** @returns undefined before the first picture has come */
const pixelsOf = (video: HTMLVideoElement): ImageData | undefined => {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0) return undefined;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  context?.drawImage(video, 0, 0);
  return context?.getImageData(0, 0, width, height);
};
